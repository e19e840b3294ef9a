"""ask: collect the requests that the people of a partition make this month, and judge them."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, inlined, kernel, maker, no_alloc, runtime_int
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ASK
from counterscore.engine.access.gate import Asks
from counterscore.engine.access.judging import draw_lottery, judge_by_index, judge_by_lists
from counterscore.engine.access.people import Askers
from counterscore.engine.access.verdict import find_judged, judge_by_gate
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.compaction import compact
from counterscore.engine.core.plan import Gates, Lines, RequestRules
from counterscore.engine.core.state import Bytes

i32, u32, u8 = np.int32, np.uint32, np.uint8
BLOCK = 512
# Index of the set bit of a word with exactly one, found by multiplying the word with a de Bruijn sequence.
_DE_BRUIJN = u32(0x077CB531)
_PLACE = np.array([
    0, 1, 28, 2, 29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4, 8, 31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6, 11, 5, 10,
    9,
], np.uint8)  # fmt: skip


@inlined
def _flip(d: int) -> u32:
    """Return the mask that a decision's random word is XORed with.

    Two decisions share a word: the even one reads it from its lower end, the odd one from its upper end.
    """
    return u32(0xFFFFFFFF) if d & 1 else u32(0)


@no_alloc
def _wish(asking: RequestRules, d: int, bits: Words, pending: Words, words: Words, wishes: Words) -> None:
    """Set the bit of decision `d` in the `wishes` of everybody who applies for it."""
    one, flip, needs, both = u32(1 << d), _flip(d), asking.needs[d], u32(asking.needs[d] | asking.excludes[d])
    demand, again, lacks, hindered = asking.demand[d], asking.again[d], asking.lacks[d], asking.hindered[d]
    for j in range(bits.shape[0]):
        first = demand if (bits[j] & lacks) != u32(0) else hindered
        most = again if (pending[j] & one) != u32(0) else first
        asks = ((bits[j] & both) == needs) & (u32(words[j] ^ flip) < most)
        wishes[j] = u32(wishes[j] | (one if asks else u32(0)))


@no_alloc
def _hold_back(one: u32, cooldown: Bytes, wishes: Words) -> None:
    """Count `cooldown` down by one month, and clear the bit `one` in the `wishes` of people who must still wait."""
    for j in range(wishes.shape[0]):
        left = u8(cooldown[j] - u8(1)) if cooldown[j] > u8(0) else u8(0)
        cooldown[j] = left
        wishes[j] = u32(wishes[j] & ~(one if left > u8(0) else u32(0)))


@no_alloc
def _collect(
    wishes: Words, which: Ints, words: np.ndarray[tuple[int, int], np.dtype[np.uint32]], start: int, count: int,
    asks: Asks,
) -> int:  # fmt: skip
    """Append the requests of the people `which` of the block at `start` to `asks`; return the new total."""
    for k in range(which.shape[0]):
        j = which[k]
        left = wishes[j]
        while left != u32(0):
            lowest = u32(left & (~left + u32(1)))
            left = u32(left ^ lowest)
            d = int(_PLACE[u32(lowest * _DE_BRUIJN) >> u32(27)])
            asks.person[count] = i32(start + j)
            asks.decision[count] = u8(d)
            asks.key[count] = u32(words[d >> 1, j] ^ _flip(d))
            count += 1
    return count


@maker
def _gather(asking: RequestRules, who: Askers, cooldown_row: Ints, lo: int, hi: int, clock: Clock, asks: Asks) -> int:
    """Collect the requests of the people lo up to hi into `asks`, block by block; return their number."""
    count, decisions = runtime_int(0), asking.demand.shape[0]
    rows = 4 * ((decisions + 7) // 8)
    words, wishes = np.empty((rows, BLOCK), np.uint32), np.empty(BLOCK, np.uint32)
    which = np.empty(BLOCK + 1, np.int32)
    for start in range(lo, hi, BLOCK):
        end = min(start + BLOCK, hi)
        n, bits, key, pending = end - start, who.bits[start:end], who.key[start:end], who.pending[start:end]
        for r in range(0, rows, 4):
            fill(
                key, clock.tick, int(ASK), r // 4, clock.seed, words[r, :n], words[r + 1, :n], words[r + 2, :n],
                words[r + 3, :n],
            )  # fmt: skip
        for j in range(n):
            wishes[j] = u32(0)
        for d in range(decisions):
            _wish(asking, d, bits, pending, words[d >> 1, :n], wishes[:n])
            if cooldown_row[d] >= 0:
                _hold_back(u32(1 << d), who.cooldown[cooldown_row[d], start:end], wishes[:n])
        ask_anything = compact(wishes[:n], which)
        count = _collect(wishes, which[:ask_anything], words, start, count, asks)
    return count


@kernel
def ask(
    asking: RequestRules, gates: Gates, lines: Lines, who: Askers, cooldown_row: Ints, shadow: Bytes, lo: int, hi: int,
    clock: Clock, asks: Asks,
) -> int:  # fmt: skip
    """Collect the requests of the people lo up to hi into `asks` and judge them; return their number.

    `lines`: the lines of the month. `cooldown_row`: by decision, its row in `who.cooldown`. `shadow`: by household, the
    lists that its members are on, a bit each (see `cast_shadow`).
    """
    count = _gather(asking, who, cooldown_row, lo, hi, clock, asks)
    lottery, judged = np.empty(count, np.int64), np.empty(count, np.int32)
    draw_lottery(asking, who, asks, lottery)
    find_judged(who.guardian, who.bits, asks.person[:count], judged)
    judge_by_index(asking, who, asks, judged, lottery, clock.month, np.empty((3, count), np.float32))
    judge_by_gate(gates, lines, who, asks, judged, lottery, clock)
    judge_by_lists(asking, who, asks, judged, lottery, shadow)
    return count

"""Tactics against a score: how much each is used, what it costs, what it hides, and which records it fakes."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, no_alloc
from counterscore.engine.acts.predictors import CENSOR, COMPLY, GAME, ROWS, WARY, strength
from counterscore.engine.core.plan import Learning, Tactics
from counterscore.engine.core.state import Longs, WordTable
from counterscore.society.traits import BIT

f32, f64, i32, i64, u32, u64 = np.float32, np.float64, np.int32, np.int64, np.uint32, np.uint64
_ZERO, _ONE, _TWO = f32(0.0), f32(1.0), f32(2.0)
_WORDS = f64(4294967296.0)
# Use is summed in units of 2**-16 and money in hundredths: integer sums do not depend on the order.
FINE, HUNDREDTHS, _HALF, _MOST = f32(65536.0), f32(100.0), f32(0.5), f32(2.0e9)
_UNMOVED = u32(BIT["unmoved"])


@no_alloc
def suppress(bits: Words, row: Floats) -> None:
    """Set a response to 0 for people who never respond to a score (bit `unmoved`)."""
    for j in range(row.shape[0]):
        row[j] = _ZERO if (bits[j] & _UNMOVED) != u32(0) else row[j]


@no_alloc
def use(
    learning: Learning, tactics: Tactics, safe: np.int32, last: Ints, stakes: Floats, watched: Floats, bits: Words,
    rows: Floats, used: Longs,
) -> None:  # fmt: skip
    """Write how much each tactic is used, 0 to 1, into the rows after the responses; add the sums to `used`."""
    n, line, tilt = stakes.shape[0], learning.threshold, learning.tilt
    for k in range(tactics.strength.shape[0]):
        trait, row, at_most = rows[u64(tactics.trait[k]), :n], rows[ROWS + k, :n], tactics.strength[k]
        for j in range(n):
            eased = learning.safe_ease if last[j] >= safe else _ONE
            belief = strength(watched[j], line) if tactics.watched[k] == 1 else strength(stakes[j], line) * eased
            row[j] = min(belief * at_most * min(max(_ONE + tilt * trait[j], _ZERO), _TWO), _ONE)
        suppress(bits, row)
        total = i64(0)
        for j in range(n):
            total += i64(i32(row[j] * FINE))
        used[k] += total


@inlined
def _hundredths(money: f32) -> i64:
    return i64(i32(min(money * HUNDREDTHS + _HALF, _MOST)))


@no_alloc
def pay(tactics: Tactics, rows: Floats, wage: Floats, wealth: Floats, owed: Floats) -> i64:
    """Deduct the month's cost of responses and tactics from wealth, down to 0; return the total in hundredths.

    `owed`: scratch buffer.
    """
    n, spent = wealth.shape[0], i64(0)
    comply, censor, game, wary = rows[COMPLY, :n], rows[CENSOR, :n], rows[GAME, :n], rows[WARY, :n]
    for j in range(n):
        first_two = tactics.comply * comply[j] + tactics.censor * censor[j]
        owed[j] = (first_two + tactics.game * game[j]) + tactics.wary * wary[j]
    for k in range(tactics.strength.shape[0]):
        cost, row = tactics.cost[k], u64(ROWS + k)
        for j in range(n):
            owed[j] += cost * rows[row, j]
    for j in range(n):
        owed[j] = owed[j] * wage[j]
        spent += _hundredths(min(owed[j], wealth[j]))
    for j in range(n):
        wealth[j] = max(wealth[j] - owed[j], _ZERO)
    return spent


@no_alloc
def veil(tactics: Tactics, sources: int, people: int, rows: Floats, reach: WordTable) -> None:
    """Write the reach of each source for hidden acts: lower in proportion to each person's use of the tactic."""
    for v in range(tactics.veiled.shape[0]):
        using = rows[ROWS + tactics.veil[v], :people]
        whole, part = reach[tactics.veiled[v], :people], reach[sources + 1 + v, :people]
        for j in range(people):
            part[j] = u32(f64(whole[j]) * f64(_ONE - using[j]))


@inlined
def _fakes(price: f32, using: f32, who: u32, bits: u32, there: u32, word: u32, wage: f32, wealth: f32) -> bool:
    """Return whether a person fakes a record and can pay: by the upper end of the word that decides what is seen."""
    covered = ((bits & who) == who) & (there > u32(0))
    return covered & (f64(word) >= _WORDS * f64(_ONE - using)) & (price * wage <= wealth)


@no_alloc
def fake(
    price: f32, using: Floats, who: u32, bits: Words, there: Words, words: Words, wage: Floats, wealth: Floats,
    seen: Ints, spent: Longs,
) -> i32:  # fmt: skip
    """Add one act to the record of each person who fakes it and pays its price; return how many. Add to `spent`."""
    # Two loops, each with one array to write: in a single loop the compiler cannot prove that no two arrays overlap.
    count, cost = i32(0), i64(0)
    for j in range(seen.shape[0]):
        fakes = _fakes(price, using[j], who, bits[j], there[j], words[j], wage[j], wealth[j])
        seen[j] += i32(1) if fakes else i32(0)
        count += i32(1) if fakes else i32(0)
        cost += _hundredths(price * wage[j]) if fakes else i64(0)
    for j in range(seen.shape[0]):
        fakes = _fakes(price, using[j], who, bits[j], there[j], words[j], wage[j], wealth[j])
        wealth[j] = wealth[j] - price * wage[j] if fakes else wealth[j]
    spent[0] += cost
    return count

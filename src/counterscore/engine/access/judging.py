"""judging: what lets a request through and where it queues: the incumbent's index, a regime's gates, its lists."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, stage
from counterscore.chance.maths import log2
from counterscore.engine.access.division import part_of
from counterscore.engine.access.gate import BY_FAMILY, BY_GATE, BY_LIST, GRANTED
from counterscore.engine.core.plan import Asking
from counterscore.engine.core.state import Bytes, Longs, Months, Table
from counterscore.society.traits import BIT

i32, i64, u32, u8, f32, f64 = np.int32, np.int64, np.uint32, np.uint8, np.float32, np.float64
_ALIVE, _ADULT = u32(BIT["alive"]), u32(BIT["adult"])
_FULL = f32(255.0)
# Who is served first stands above every index (at most 65,025) and every rung.
_HEAD = u32(0xFFFF0000)
_LAST_TERM = i32(255)
_ALL = 1 << 16
_FEW = 64
Table32 = np.ndarray[tuple[int, int], np.dtype[np.int32]]
Table32F = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@stage
def _to_hundredths(value: Floats, start: f32, steps: f32) -> None:
    """Place on a logarithmic scale, in whole steps of 0 to 255."""
    for k in range(value.shape[0]):
        value[k] = f32(i32(min(max(log2(max(value[k], f32(1.0)) / start) * steps, f32(0.0)), _FULL)))


@stage
def judge_by_index(
    start: f32, steps: f32, months: i64, weights: Ints, decision: Bytes, stands: Ints, luck: Longs, month: int,
    wage: Floats, wealth: Floats, history: Bytes, born: Months, places: Table32F, key: Words,
) -> None:  # fmt: skip
    """Queue keys by the incumbent's weighted index (0 to 65,025) in the upper half, luck in the lower; at least 1.

    `places`: working space of three rows, an entry a request.
    """
    income, means, years = places[0], places[1], places[2]
    for k in range(stands.shape[0]):
        who = stands[k]
        income[k], means[k], years[k] = wage[who], wealth[who], f32(i32(month) - i32(born[who]))
    _to_hundredths(income, start, steps)
    _to_hundredths(means, start, steps)
    for k in range(stands.shape[0]):
        years[k] = f32(i32(min(max(years[k] / f32(months), f32(0.0)), _FULL)))
    for k in range(decision.shape[0]):
        d, who = decision[k], stands[k]
        index = (
            i64(weights[d, 0]) * i64(income[k])
            + i64(weights[d, 1]) * i64(means[k])
            + i64(weights[d, 2]) * i64(history[who])
            + i64(weights[d, 3]) * i64(years[k])
            + i64(weights[d, 4]) * (luck[k] >> i64(8))
        )
        key[k] = u32(max((index << i64(16)) | luck[k], i64(1)))


@inlined
def _on_one_of(lists: u32, terms: Table, who: i32) -> bool:
    on = False
    for entry in range(terms.shape[0]):
        on |= ((lists >> u32(entry)) & u32(1)) != u32(0) and terms[entry, who] > 0
    return on


@stage
def judge_by_gate(
    gated: Ints, enforced: Ints, score_from: Ints, lines: Table32, margin: Table32, division: Ints, lists: Words,
    by_rank: Ints, base: i32, decision: Bytes, stands: Ints, luck: Longs, score: Ints, bits: Words, group: Bytes,
    region: Bytes, terms: Table, key: Words, by: Bytes,
) -> None:  # fmt: skip
    """What a regime's gates make of a queue: who is refused, and the score's own order where it allocates by rank.

    Who has no score meets no gate, and queues with those at the base. `lines`, `margin`: by decision and part.
    """
    for k in range(decision.shape[0]):
        d, who = decision[k], stands[k]
        rung = score[who]
        by[k] = u8(GRANTED)
        if gated[d] == 0:
            continue
        if by_rank[d] == 1:
            key[k] = u32((i64(rung if rung > 0 else base) << i64(11)) | (luck[k] >> i64(5)))
        if rung == 0 or luck[k] >= i64(enforced[d]):
            continue
        part = part_of(i32(division[d]), u32(bits[who]), u8(group[who]), u8(region[who]))
        below = rung < lines[d, part] or (rung == lines[d, part] and luck[k] < i64(_ALL) - i64(margin[d, part]))
        if rung < score_from[d] or below or _on_one_of(u32(lists[d]), terms, who):
            by[k] = u8(BY_GATE)


@inlined
def _months_left(blocks: u32, months: Ints, terms: Table, who: i32) -> u8:
    """For how long the lists that block still run, at least one month; 0 if none does."""
    left = i32(0)
    for entry in range(months.shape[0]):
        served = i32(terms[entry, who])
        if ((blocks >> u32(entry)) & u32(1)) != u32(0) and served > 0:
            left = max(left, i32(months[entry] - served + 1), i32(1))
    return u8(min(left, _LAST_TERM))


@stage
def judge_by_lists(
    blocks: Words, family: Words, opens: Words, months: Ints, person: Ints, decision: Bytes, stands: Ints,
    luck: Longs, household: Ints, shadow: Bytes, terms: Table, key: Words, by: Bytes, left: Bytes,
) -> None:  # fmt: skip
    """What lists add: a good one opens gates and serves first, a bad one blocks its people and their households."""
    for k in range(decision.shape[0]):
        d, own = decision[k], person[k]
        left[k] = u8(0)
        if opens[d] != u32(0) and _on_one_of(u32(opens[d]), terms, stands[k]):
            by[k] = u8(GRANTED)
            key[k] = u32(_HEAD | u32(luck[k]))
        if blocks[d] != u32(0):
            left[k] = _months_left(u32(blocks[d]), months, terms, own)
            by[k] = u8(BY_LIST) if left[k] > u8(0) else by[k]
        if family[d] != u32(0) and left[k] == u8(0) and (u32(shadow[household[own]]) & family[d]) != u32(0):
            by[k] = u8(BY_FAMILY)


@stage
def _anybody(term: Bytes) -> bool:
    some = u8(0)
    for j in range(term.shape[0]):
        some |= term[j]
    return bool(some > u8(0))


@kernel
def cast_shadow(terms: Table, household: Ints, people: int, lists: int, shadow: Bytes) -> None:
    """Mark on which of the first `lists` lists somebody of each household stands, as bits by list."""
    for entry in range(lists):
        for start in range(0, people, _FEW):  # few are listed: a look at so many at once passes most over
            term = terms[entry, start : min(start + _FEW, people)]
            if not _anybody(term):
                continue
            for j in range(term.shape[0]):
                if term[j] > 0:
                    home = household[start + j]
                    shadow[home] = u8(shadow[home] | u8(1 << entry))


@stage
def draw_luck(asking: Asking, bits: Words, pending: Words, person: Ints, decision: Bytes, key: Words,
              luck: Longs) -> None:  # fmt: skip
    """The lottery of each request, 0 to 65,535: where below the chance to ask its word fell."""
    for k in range(decision.shape[0]):
        d, own = decision[k], person[k]
        first = asking.demand[d] if (bits[own] & asking.lacks[d]) != u32(0) else asking.hindered[d]
        most = asking.again[d] if ((pending[own] >> u32(d)) & u32(1)) != u32(0) else first
        luck[k] = min(i64(f64(key[k]) / f64(most) * f64(65536.0)), i64(65535))


@stage
def stand_in(guardian: Ints, bits: Words, person: Ints, stands: Ints) -> None:
    """Who is judged: a child's guardian, while alive, and else the person."""
    for k in range(person.shape[0]):
        own = person[k]
        by = guardian[own]
        answers = (bits[by] & _ALIVE) != u32(0) and (bits[own] & _ADULT) == u32(0)
        stands[k] = by if answers else own

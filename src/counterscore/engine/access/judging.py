"""judging: the place of each request in the queue by the incumbent's index, and what lists decide about it.

The verdict of the gates is in `access/verdict.py`.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, inlined, kernel, no_alloc
from counterscore.chance.maths import log2
from counterscore.engine.access.gate import BY_FAMILY, BY_LIST, GRANTED, Asks
from counterscore.engine.access.people import Askers
from counterscore.engine.access.verdict import on_one_of
from counterscore.engine.core.plan import RequestRules
from counterscore.engine.core.state import Bytes, Longs, Table

i32, i64, u32, u8, f32, f64 = np.int32, np.int64, np.uint32, np.uint8, np.float32, np.float64
_FULL = f32(255.0)
# Keys of people served first are above every index (at most 65,025) and every rung.
HEAD = u32(0xFFFF0000)
_LAST_TERM = i32(255)
_WINDOW = 64
Table32F = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@no_alloc
def _to_index_scale(value: Floats, start: f32, steps: f32) -> None:
    """Convert yuan to the index's logarithmic scale, in whole steps from 0 to 255, in place."""
    for k in range(value.shape[0]):
        value[k] = f32(i32(min(max(log2(max(value[k], f32(1.0)) / start) * steps, f32(0.0)), _FULL)))


@no_alloc
def judge_by_index(
    asking: RequestRules, who: Askers, asks: Asks, judged: Ints, lottery: Longs, month: int, places: Table32F
) -> None:
    """Write the queue keys by the incumbent's weighted index.

    The upper half of a key is the index (0 to 65,025), the lower half the lottery; a key is at least 1. `judged`: the
    person judged for each request. `places`: scratch memory of three rows, one entry a request.
    """
    weights, income, means, years = asking.weights, places[0], places[1], places[2]
    for k in range(judged.shape[0]):
        one = judged[k]
        income[k], means[k] = who.wage[one], who.wealth[one]
        years[k] = f32(i32(month) - i32(who.born[one]))
    _to_index_scale(income, asking.index_from, asking.index_steps)
    _to_index_scale(means, asking.index_from, asking.index_steps)
    for k in range(judged.shape[0]):
        years[k] = f32(i32(min(max(years[k] / f32(asking.index_months), f32(0.0)), _FULL)))
    for k in range(judged.shape[0]):
        d, one = asks.decision[k], judged[k]
        index = (
            i64(weights[d, 0]) * i64(income[k])
            + i64(weights[d, 1]) * i64(means[k])
            + i64(weights[d, 2]) * i64(who.history[one])
            + i64(weights[d, 3]) * i64(years[k])
            + i64(weights[d, 4]) * (lottery[k] >> i64(8))
        )
        asks.key[k] = u32(max((index << i64(16)) | lottery[k], i64(1)))


@inlined
def _months_left(blocks: u32, months: Ints, terms: Table, who: i32) -> u8:
    """Return the longest remaining term of the blocking lists in months, at least 1; 0 for a person on none of them."""
    left = i32(0)
    for entry in range(months.shape[0]):
        served = i32(terms[entry, who])
        if ((blocks >> u32(entry)) & u32(1)) != u32(0) and served > 0:
            left = max(left, i32(months[entry] - served + 1), i32(1))
    return u8(min(left, _LAST_TERM))


@no_alloc
def judge_by_lists(asking: RequestRules, who: Askers, asks: Asks, judged: Ints, lottery: Longs, shadow: Bytes) -> None:
    """Update the verdicts by lists: some let their people pass and serve them first, others block people or households.

    `shadow`: by household, the lists that its members are on, a bit each (see `cast_shadow`).
    """
    for k in range(judged.shape[0]):
        d, own = asks.decision[k], asks.person[k]
        asks.left[k] = u8(0)
        if asking.opens[d] != u32(0) and on_one_of(u32(asking.opens[d]), who.terms, judged[k]):
            asks.by[k] = u8(GRANTED)
            asks.key[k] = u32(HEAD | u32(lottery[k]))
        if asking.blocks[d] != u32(0):
            asks.left[k] = _months_left(u32(asking.blocks[d]), asking.list_months, who.terms, own)
            asks.by[k] = u8(BY_LIST) if asks.left[k] > u8(0) else asks.by[k]
        shadowed = (u32(shadow[who.household[own]]) & asking.family[d]) != u32(0)
        if asking.family[d] != u32(0) and asks.left[k] == u8(0) and shadowed:
            asks.by[k] = u8(BY_FAMILY)


@no_alloc
def _anybody(term: Bytes) -> bool:
    some = u8(0)
    for j in range(term.shape[0]):
        some |= term[j]
    return bool(some > u8(0))


@kernel
def cast_shadow(terms: Table, household: Ints, people: int, lists: int, shadow: Bytes) -> None:
    """Write to `shadow`, by household, which of the first `lists` lists its members are on, a bit each."""
    for entry in range(lists):
        for start in range(0, people, _WINDOW):  # few people are listed, so most windows can be skipped whole
            term = terms[entry, start : min(start + _WINDOW, people)]
            if not _anybody(term):
                continue
            for j in range(term.shape[0]):
                if term[j] > 0:
                    home = household[start + j]
                    shadow[home] = u8(shadow[home] | u8(1 << entry))


@no_alloc
def draw_lottery(asking: RequestRules, who: Askers, asks: Asks, lottery: Longs) -> None:
    """Write the lottery number of each request, 0 to 65,535.

    `asks.key` still holds the random word by which the person applied. That word is uniform below the chance to apply,
    so its relative position there is a lottery number.
    """
    for k in range(lottery.shape[0]):
        d, own = asks.decision[k], asks.person[k]
        first = asking.demand[d] if (who.bits[own] & asking.lacks[d]) != u32(0) else asking.hindered[d]
        most = asking.again[d] if ((who.pending[own] >> u32(d)) & u32(1)) != u32(0) else first
        lottery[k] = min(i64(f64(asks.key[k]) / f64(most) * f64(65536.0)), i64(65535))

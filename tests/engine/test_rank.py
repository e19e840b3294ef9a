"""Ranks, compared with their plain definitions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterscore.engine.scoring.rank import Standing, group_of, no_groups, ranks, stand

TOP = 1000
NEAR = st.one_of(st.just(0), st.sampled_from([1, 2, 255, 256, 257, 258, 512, 513, TOP]), st.integers(1, TOP))
RUNGS = st.lists(NEAR, max_size=200)


def standing(rungs: list[int], parts: int = 1, gone: tuple[int, ...] = ()) -> Standing:
    """Return the standing of people with these rungs, counted in `partitions`; people `gone` were ranked with them."""
    counts = [no_groups(TOP) for _ in range(parts)]
    for place, rung in enumerate([*rungs, *gone]):
        counts[place % parts][group_of(np.int32(rung))] += 1
    world: Any = SimpleNamespace(state=SimpleNamespace(score=np.array([*rungs, 7], np.int32)), people=len(rungs))
    found = stand(cast(Any, world), counts)
    found.gone = np.array(gone, np.int32)
    return found


def places(rungs: list[int]) -> list[int]:
    total, found = np.bincount(rungs, minlength=TOP + 1).astype(np.int32), np.full(len(rungs), -1, np.int32)
    ranks(total, np.array(rungs, np.int32), found)
    return found.tolist()


@given(RUNGS)
@settings(deadline=None)  # the first example compiles
def test_a_rank_is_one_more_than_the_number_of_people_above(rungs: list[int]) -> None:
    assert places(rungs) == [1 + sum(other > own for other in rungs) if own else 0 for own in rungs]


def test_equals_share_the_better_rank_and_the_next_is_left_out() -> None:
    assert places([7, 40, 7, 0, 3, 40, 1]) == [3, 1, 3, 0, 5, 1, 6]


def test_nobody_to_rank() -> None:
    assert places([0, 0]) == [0, 0]
    assert standing([0, 0]).scored == 0
    assert standing([0, 0]).at(0) == 1
    assert standing([0, 0]).lower(5) == 0
    assert standing([0, 0]).everybody().tolist() == []


@given(RUNGS, st.integers(1, 7), st.lists(st.integers(1, TOP), max_size=5))
@settings(deadline=None)
def test_everybody_with_a_score_is_counted_on_a_rung(rungs: list[int], parts: int, gone: list[int]) -> None:
    found = standing(rungs, parts, tuple(gone))
    with_score = sorted([rung for rung in rungs if rung] + gone)
    assert found.scored == len(with_score)
    assert found.everybody().tolist() == with_score
    for rung in (1, 256, 257, 500, TOP, TOP + 1, TOP + 600):
        assert found.lower(rung) == sum(other < rung for other in with_score)
    for below, rung in enumerate(with_score):
        assert found.at(below) == rung


@given(RUNGS.filter(any), st.integers(0, 200))
@settings(deadline=None)
def test_at_most_the_wanted_number_of_people_is_below_a_line(rungs: list[int], below: int) -> None:
    line, with_score = standing(rungs).at(below), [rung for rung in rungs if rung]
    assert sum(other < line for other in with_score) <= below
    assert line == max(with_score) + 1 or sum(other <= line for other in with_score) > below


def test_the_lowest_tenth_of_a_hundred() -> None:
    found = standing([1 + place // 4 for place in range(100)])
    assert found.lower(found.at(found.scored // 10)) == 8  # ten would include two of four people with equal scores


def test_equals_are_not_all_refused() -> None:
    assert standing([5] * 100).at(50) == 5
    assert standing([5] * 100).at(100) == 6

"""Everybody against everybody, against the plain definitions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterscore.engine import rank

TOP = 40
RUNGS = st.lists(st.integers(0, TOP), max_size=60)


def counted(rungs: list[int], parts: int = 1) -> tuple[np.ndarray, int, int, int]:
    counts, total = np.zeros((parts, TOP + 1), np.int32), np.full(TOP + 1, 99, np.int32)
    for place, rung in enumerate(rungs):
        counts[place % parts, rung] += 1
    low, high, people = rank.merge(counts, total)
    assert not counts.any()
    return total, low, high, people


def ranks(rungs: list[int]) -> list[int]:
    total, _, _, _ = counted(rungs)
    places = np.full(len(rungs), -1, np.int32)
    rank.ranks(total, np.array(rungs, np.int32), places)
    return places.tolist()


@given(RUNGS)
@settings(deadline=None)  # the first example compiles
def test_rank_is_one_more_than_those_above(rungs: list[int]) -> None:
    assert ranks(rungs) == [1 + sum(other > own for other in rungs) if own else 0 for own in rungs]


def test_equals_share_the_better_rank_and_the_next_is_left_out() -> None:
    assert ranks([7, 40, 7, 0, 3, 40, 1]) == [3, 1, 3, 0, 5, 1, 6]


def test_nobody_to_rank() -> None:
    assert ranks([]) == []
    assert ranks([0, 0]) == [0, 0]
    assert counted([0, 0])[3] == 0


@given(RUNGS, st.integers(1, 7))
@settings(deadline=None)  # the first example compiles
def test_counts_of_partitions_add_up(rungs: list[int], parts: int) -> None:
    total, low, high, people = counted(rungs, parts)
    with_score = [rung for rung in rungs if rung]
    assert people == len(with_score)
    assert total[0] == 0
    assert [int(total[rung]) for rung in range(1, TOP + 1)] == [with_score.count(rung) for rung in range(1, TOP + 1)]
    if with_score:
        assert (low, high) == (min(with_score), max(with_score))


@given(RUNGS.filter(any), st.integers(0, 60))
@settings(deadline=None)  # the first example compiles
def test_rung_at_leaves_at_most_so_many_below(rungs: list[int], below: int) -> None:
    total, low, high, _ = counted(rungs)
    with_score = [rung for rung in rungs if rung]
    fits = [rung for rung in range(low, high + 2) if sum(other < rung for other in with_score) <= below]
    line = rank.rung_at(total, low, high, below)
    assert line in fits
    assert line in (fits[-1], high + 1) or sum(other < line + 1 for other in with_score) > below


def test_the_lowest_tenth_of_a_hundred() -> None:
    total, low, high, people = counted([1 + place // 4 for place in range(100)])
    line = rank.rung_at(total, low, high, people // 10)
    assert total[:line].sum() == 8  # ten would be two of the four who are equal


def test_equals_are_not_all_refused() -> None:
    total, low, high, people = counted([5] * 100)
    assert rank.rung_at(total, low, high, people // 2) == 5

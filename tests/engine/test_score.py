"""The score: its parts add up to it exactly, in whole thousandths, and it stays on its scale."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterscore.engine.compile.numbers import forgotten
from engine.settling import Society, scale

TOP = 600_001
PERSON = st.tuples(st.integers(0, TOP), st.integers(-700_000, 700_000))
PEOPLE = st.lists(PERSON, min_size=1, max_size=12)
ONE = 1 << 30


@given(PEOPLE, st.integers(1, TOP), st.integers(0, ONE), st.integers(0, ONE), st.integers(0, 50_000), st.randoms())
@settings(deadline=None, max_examples=150)  # the first example compiles
def test_the_parts_add_up_to_the_score(people: list[tuple[int, int]], base: int, fades: int, weight: int, cap: int,
                                        chance: Random) -> None:  # fmt: skip
    last, total = [one for one, _ in people], [two for _, two in people]
    n = len(people)
    rows = [[chance.randrange(-1, n) for _ in range(4)] for _ in range(n)]
    rules = scale(base=base, forgotten=fades, friends=weight, friends_cap=cap)
    month = Society(rows).settle(rules, last, total)
    for k in range(n):
        if last[k] == 0:
            assert month.score[k] == 0
            assert not month.book[k].any()
            continue
        assert month.score[k] == last[k] + total[k] + month.book[k].sum()
        assert 1 <= month.score[k] <= TOP
        assert month.booked("rounding")[k] in (0, 1, 2)  # two parts are rounded down, their sum to the nearest
        assert abs(month.booked("friends")[k]) <= cap + 1
        inside = 1 < month.score[k] < TOP
        assert month.booked("clip")[k] == 0 or not inside
    assert np.array_equal(month.groups, np.bincount((month.score + 255) // 256, minlength=len(month.groups)))


@given(st.integers(1, TOP), st.integers(1, TOP), st.integers(0, ONE), st.integers(-9999, 9999))
@settings(deadline=None)
def test_what_is_forgotten_is_rounded_to_the_nearest(last: int, base: int, fades: int, points: int) -> None:
    month = Society().settle(scale(base=base, forgotten=fades), [last], [points])
    exact = last + (base - last) * fades / ONE + points
    assert abs(int(month.score[0]) - min(max(exact, 1), TOP)) <= 0.5 + 1e-6


@pytest.mark.parametrize("half_life", [1.0, 3.0, 36.0, 120.0])
def test_half_of_the_distance_to_the_base_remains_after_the_half_life(half_life: float) -> None:
    rules, rung = scale(base=300_001, forgotten=forgotten(half_life)), 100_001
    for _ in range(int(half_life)):
        rung = int(Society().settle(rules, [rung], [0]).score[0])
    assert rung == pytest.approx(200_001, abs=half_life + 1)


def test_friends_pull_a_score_towards_their_mean_up_to_the_cap() -> None:
    rows = [[1, 2, -1], [0], [0], [-1], [5], [4]]
    last = [300_000, 325_600, 300_000, 250_000, 100_000, 500_000]
    month = Society(rows).settle(scale(base=1, friends=ONE // 128, friends_cap=2000), last, [0] * 6)
    # Person 0: a 128th of 312,800 - 300,000; person 1: a 128th of -25,600; 3 has no friends; 4 and 5 reach the cap.
    assert month.booked("friends").tolist() == [100, -200, 0, 0, 2000, -2000]
    assert (month.score - last).tolist() == [100, -200, 0, 0, 2000, -2000]


def test_friends_without_a_score_do_not_count() -> None:
    month = Society([[1, 2], [0], [0]]).settle(scale(friends=ONE // 10, friends_cap=99_999), [1000, 0, 3000], [0] * 3)
    assert month.score.tolist() == [1200, 0, 2800]


def test_points_beyond_an_end_are_clipped_and_booked() -> None:
    month = Society().settle(scale(), [10, TOP - 10, 500], [-50, 50, 0])
    assert month.score.tolist() == [1, TOP, 500]
    assert month.booked("clip").tolist() == [41, -40, 0]


def test_a_newcomer_s_start_is_booked_once() -> None:
    first = Society().settle(scale(), [300_001], [0])
    assert first.booked("start").tolist() == [0]  # had a score already

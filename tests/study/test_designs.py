"""Experimental designs, tested on functions whose sensitivity indices are known."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.study.designs import RANDOM_SEED, effects, hypercube, indices, saltelli, trajectories

GROUPS = ["a", "b", "b", "c", RANDOM_SEED]


def test_each_interval_of_each_input_is_sampled_once() -> None:
    points = hypercube(7, 50, 3)
    for column in points.T:
        assert sorted((column * 50).astype(int).tolist()) == list(range(50))
    assert np.array_equal(points, hypercube(7, 50, 3))


def test_one_group_changes_at_a_time_and_the_larger_effect_comes_first() -> None:
    points = trajectories(GROUPS, 8, 1)
    assert len(points) == 8 * (4 + 1)
    found = {each.name: each for each in effects(GROUPS, points, 5 * points[:, 0] + points[:, 1] - points[:, 2], 1)}
    assert set(found) == set(GROUPS)
    assert found["a"].value == pytest.approx(5.0)
    assert found["c"].value == pytest.approx(0.0)
    assert found[RANDOM_SEED].value == pytest.approx(0.0)
    assert found["a"].value > found["b"].value


def test_indices_of_a_sum_are_the_shares_of_its_variance() -> None:
    points = saltelli(GROUPS, 256, 1)
    assert len(points) == 256 * (4 + 2)
    found = {each.name: each for each in indices(GROUPS, 3 * points[:, 0] + 1 * points[:, 3] + points[:, 1], 1)}
    for name, variance in (("a", 9), ("b", 1), ("c", 1), (RANDOM_SEED, 0)):
        assert found[name].alone == pytest.approx(variance / 11, abs=0.05)
        assert found[name].together == pytest.approx(variance / 11, abs=0.05)
    assert found["a"].alone_width < 0.3


def test_a_smaller_design_is_the_beginning_of_a_larger_one() -> None:
    assert np.array_equal(saltelli(GROUPS, 16, 2), saltelli(GROUPS, 32, 2)[: 16 * 6])


def test_a_constant_figure_has_no_indices() -> None:
    assert all(np.isnan(each.alone) for each in indices(GROUPS, np.ones(6 * 16), 1))

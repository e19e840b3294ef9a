"""Statistics of many draws: signs, ranges without sampling noise, and what a figure depends on."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.measure.evidence.evidence import wilson
from counterscore.study.spread import Holds, ends, holds, moving, split

RNG = np.random.default_rng(5)


def test_the_wilson_interval_is_as_published() -> None:
    assert wilson(0.1, 50) == pytest.approx((0.0435, 0.2136), abs=1e-3)  # Newcombe 1998, without continuity correction
    assert wilson(1.0, 20)[1] == 1.0


def test_a_draw_without_effect_has_no_sign() -> None:
    assert holds(np.zeros((10, 2)), 1) == Holds(0.0, *wilson(0.0, 10))


def test_variance_by_seeds_and_by_assumptions_is_separated() -> None:
    truth = RNG.normal(0, 3, (20_000, 1))
    found = split(truth + RNG.normal(0, 2, (20_000, 2)))
    assert found.assumptions == pytest.approx(9, rel=0.05)
    assert found.seeds == pytest.approx(2, rel=0.05)
    assert found.share_of_seeds == pytest.approx(2 / 11, rel=0.05)


def test_the_range_is_due_to_the_assumptions_alone() -> None:
    truth = RNG.normal(1, 3, (20_000, 1))
    low, high = ends(truth + RNG.normal(0, 4, (20_000, 2)))
    assert (low, high) == pytest.approx((1 - 1.645 * 3, 1 + 1.645 * 3), abs=0.15)


def test_pure_noise_gives_nearly_no_range() -> None:
    low, high = ends(RNG.normal(0.5, 1, (20_000, 2)))
    assert high - low < 0.35


def test_only_inputs_that_affect_a_figure_correlate_with_it() -> None:
    points = RNG.random((500, 3))
    found = moving(points, np.exp(3 * points[:, 1]))
    assert found[1] == pytest.approx(1.0)
    assert np.abs(found[[0, 2]]).max() < 0.15
    assert moving(points, np.ones(500)).tolist() == [0.0, 0.0, 0.0]

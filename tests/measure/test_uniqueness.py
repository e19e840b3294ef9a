"""Uniqueness in the register does not depend on how many people were simulated."""

from __future__ import annotations

import json

import numpy as np
import pytest

from counterscore.measure.privacy.uniqueness import Entries, expected, uniques
from measure.uniqueness import FILE, unique

SCALE = (350.0, 950.0)
REGIONS = 8


def drawn(people: int, seed: int) -> Entries:
    """Return entries of people in eight equal regions, with scores around 650, exponential on both sides."""
    draw = np.random.default_rng(seed)
    score = 650 + draw.laplace(0, 35, people)
    return draw.integers(0, REGIONS, people).astype(np.uint8), np.clip(score, *SCALE)


def true_uniques() -> float:
    """Return the uniques among a million of these entries, from the law that they were drawn from."""
    from scipy.stats import laplace

    edges = np.arange(350.0, 952.0)
    below = np.asarray(laplace.cdf(edges, 650, 35))
    below[0], below[-2:] = 0.0, (below[-2], 1.0)
    share = np.diff(below) / REGIONS
    return float(1e6 * REGIONS * (share * np.exp(-999_999 * share)).sum())


def test_the_share_of_unique_entries_falls_with_people_and_their_number_in_a_million_does_not() -> None:
    old = [unique(each) / len(each[1]) for each in (drawn(1_000, 1), drawn(20_000, 1))]
    assert old[0] > 10 * old[1]  # the old figure
    for people in (2_000, 5_000, 20_000):
        found = np.mean([expected(each, each, SCALE) for each in (drawn(people, seed) for seed in range(5))])
        assert found == pytest.approx(true_uniques(), rel=0.25), people


def test_the_interval_holds_the_true_number() -> None:
    true, found = true_uniques(), [uniques(drawn(2_000, seed), SCALE) for seed in range(4)]
    assert sum(each.low <= true <= each.high for each in found) >= 3
    assert all(each.high < 10 * max(each.low, 20) for each in found)


def test_recorded_populations_agree_with_a_million_people() -> None:
    record = json.loads(FILE.read_text(encoding="utf-8"))
    middle, counted = record["from_60000"], record["counted"]
    small = record["from_5000"]
    assert len(small) == 10
    assert all(1 / 1.5 < value / middle < 1.5 and 1 / 1.5 < value / counted < 1.5 for value, _, _ in small)
    assert sum(low <= middle <= high for _, low, high in small) >= 9
    assert sum(low <= counted <= high for _, low, high in small) >= 9
    assert record["share_unique"][0] > 100 * record["share_unique"][-1]  # the old figure

"""Unemployment without a score is stationary, and about the same in worlds of any size."""

from __future__ import annotations

import json

import numpy as np
import pytest

from mechanisms.unemployment import FILE, SIZES, decades

RECORDED = json.loads(FILE.read_text(encoding="utf-8"))
LARGE = [size for size in RECORDED if size.isdigit() and int(size) >= 5_000]  # ascending


def test_every_size_up_to_twenty_thousand_is_recorded() -> None:
    assert {size for size in SIZES if size != "100000"} <= set(RECORDED) <= set(SIZES)


@pytest.mark.parametrize("size", LARGE)
def test_the_mean_is_four_to_six_per_cent_in_every_decade(size: str) -> None:
    found = RECORDED[size]
    assert len(found["decades"]) == 4
    assert all(0.04 <= mean <= 0.06 for mean in found["decades"])
    assert found["lowest"] >= 0.03
    assert found["highest"] <= 0.07


@pytest.mark.parametrize("size", ["500", "2000", "village"])
def test_a_small_world_is_not_another_economy(size: str) -> None:
    means = np.array(RECORDED[size]["decades"]) - np.array(RECORDED[LARGE[-1]]["decades"])
    assert np.abs(means).max() < 0.02


def test_a_world_simulated_now_gives_what_was_recorded() -> None:
    society, citizens = SIZES["2000"]
    table = decades(society, citizens, seeds=1, number=1)
    assert table[0, 0] == pytest.approx(RECORDED["2000"]["by_seed"][0][0], abs=1e-5)

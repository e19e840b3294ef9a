"""The number of firms stays level without a score, as recorded by `level.py`."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from engine.firms.level import DECADE, FILE, YEAR, declared, lived

RECORD: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))


def test_in_every_decade_the_mean_number_of_firms_stays_within_15_per_cent() -> None:
    ratios = np.array([each["ratio"] for each in RECORD])
    assert ratios.shape[1] == 4
    assert (np.abs(ratios.mean(axis=0) - 1) < 0.15).all()
    assert (np.abs(ratios - 1) < 0.3).all()


def test_firms_leave_at_about_the_published_rate_of_7_in_100_a_year() -> None:
    moves = np.array([each["a year"] for each in RECORD])
    left = moves[:, :, 1] + moves[:, :, 2]
    assert 6 < left.mean() < 9


def test_the_record_is_that_of_the_society_as_it_is() -> None:
    again = lived(declared(), RECORD[0]["people"], RECORD[0]["seed"], DECADE // YEAR)
    assert again["first"] == RECORD[0]["first"]
    assert again["ratio"] == RECORD[0]["ratio"][:1]
    assert again["a year"] == RECORD[0]["a year"][:1]

"""The recorded forty years without a score are close to what is published, and a short run is like their beginning."""

from __future__ import annotations

import json

import numpy as np
import pytest

from society.lifecourse import FILE, PUBLISHED, lived

RECORD = json.loads(FILE.read_text(encoding="utf-8"))
FIRST = {key: float(np.mean(values)) for key, values in RECORD["decades"][0].items()}


def test_the_recorded_first_decade_is_near_the_published_figures() -> None:
    assert FIRST["fertility"] == pytest.approx(PUBLISHED["fertility"], abs=0.1)
    assert FIRST["divorces"] == pytest.approx(PUBLISHED["divorces"], abs=0.3)
    assert 0.5 < 10 * (FIRST["urban"] - PUBLISHED["urban"]) < PUBLISHED["rise"]


def test_people_die_at_the_ages_of_the_published_table() -> None:
    died = sum(row["died"] for row in RECORD["deaths"])
    expected = sum(row["by-table"] for row in RECORD["deaths"])
    assert died == pytest.approx(expected, abs=3 * expected**0.5)
    for row in RECORD["deaths"]:
        assert abs(row["died"] - row["by-table"]) <= 3.5 * max(row["by-table"], 1) ** 0.5, row


def test_a_short_run_is_like_the_beginning_of_the_recorded_one() -> None:
    told, first = lived("china-2018", 3000, 5, seed=7, each=5)[0].told(5), FIRST
    assert told["fertility"] == pytest.approx(first["fertility"], abs=0.35)
    assert told["divorces"] == pytest.approx(first["divorces"], abs=1.5)
    assert told["moved-region"] == pytest.approx(first["moved-region"], abs=3)
    assert told["urban"] > PUBLISHED["urban"]

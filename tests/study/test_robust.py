"""Headline measures over the ranges of the assumptions."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from counterscore import Problem, robust
from counterscore.report.page.html import html
from counterscore.report.robustness.report import RobustnessReport
from counterscore.study.designs import RANDOM_SEED
from study.small import CHINA, SCORE, SMALL, box


def test_the_effect_of_surveillance_is_robust() -> None:
    records = next(each for each in box().headlines if each.measure == "records")
    assert records.holds is not None
    assert records.holds.share == 1.0
    assert records.robust
    assert records.ends is not None
    assert 0 < records.ends[0] < records.ends[1]


def test_the_seed_matters_less_than_important_assumptions() -> None:
    records = next(each for each in box().headlines if each.measure == "records")
    moved = {each.name: each.value for each in records.groups}
    assert moved["society: activities, rate"] > 5 * moved[RANDOM_SEED]
    assert records.split is not None
    assert records.split.share_of_seeds < 0.05


def test_structural_choices_are_among_the_inputs() -> None:
    assert {each.name for each in box().assumptions if each.forms} == {
        "society.structure.response", "society.structure.incumbent",
    }  # fmt: skip


def test_indices_of_the_leading_assumptions_have_intervals_and_stop_at_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The design has two rows, doubled once, and three leaders; a real study has hundreds of rows and ten leaders."""
    for where in ("robust", "indexing"):
        monkeypatch.setattr(f"counterscore.study.{where}.FIRST_ROWS", 2)
    monkeypatch.setattr("counterscore.study.headline.LEADING", 3)
    small = {**SMALL, "citizens": 100, "years": 1}
    found = robust(SCORE, CHINA, measures=["records"], draws=16, screening=0, width=0.01, most_rows=4, **small)
    named = [each for each in found.headlines[0].indices if each.name != "all other assumptions"]
    assert found.rows == 4
    assert found.width is not None
    assert found.width > 0.01
    assert RANDOM_SEED in {each.name for each in named}
    assert all(np.isfinite(each.alone_width) for each in named)
    assert 1 < len(named) <= 4
    text = RobustnessReport(found).text()
    assert "half-width" not in text
    assert f"the widest interval is ±{found.width:.2f}" in text


def test_text_json_and_page_say_for_what_share_the_direction_holds() -> None:
    report = RobustnessReport(box())
    assert "The direction holds under 100 % of the assumptions tried" in report.text()
    entries = json.loads(json.dumps(report.json(), allow_nan=False))
    assert entries[0]["sign_holds"]["share"] <= 1
    whole = html(report.page())
    assert "Synthetic people" in whole
    assert "--draws 12 --screening 2 --group all" in whole


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"seeds": 1}, "seeds"),
        ({"draws": 1}, "the number of draws is out of range"),
        ({"screening": 1}, "the number of trajectories is out of range"),
        ({"width": 2.0}, "the half-width of the intervals is out of range"),
        ({"width": 0.1, "most_rows": 100}, "power of 2"),
        ({"measures": ["conformty"]}, "conformity"),
    ],
)
def test_bad_input_gets_one_clear_error(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem, match=message):
        robust(SCORE, CHINA, **{**SMALL, **changes})

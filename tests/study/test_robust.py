"""Headline measures over the ranges of the assumptions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from counterscore import Problem, Society, robust
from counterscore.report.page.html import html
from counterscore.report.robustness.report import RobustnessReport
from counterscore.study.designs import RANDOM_SEED
from counterscore.study.estimate import Estimate
from counterscore.study.headline import headline
from counterscore.study.options import Execution
from counterscore.study.result_cache import Result
from counterscore.study.target_draws import meeting
from present import present
from study.small import CHINA, SCORE, SMALL, box


def test_the_effect_of_surveillance_is_robust() -> None:
    records = next(each for each in box().headlines if each.measure == "records")
    assert records.holds is not None
    assert records.holds.share == 1.0
    assert records.robust
    assert records.ends is not None
    assert 0 < records.ends[0] < records.ends[1]


def test_people_and_seeds_matter_less_than_important_assumptions() -> None:
    records = next(each for each in box().headlines if each.measure == "records")
    moved = {each.name: each.value for each in records.groups}
    assert moved["society: activities, rate"] > 3 * moved[RANDOM_SEED]
    assert records.split is not None
    assert records.split.share_of_seeds < 0.5


def test_structural_choices_are_among_the_inputs() -> None:
    assert {each.name for each in box().assumptions if each.forms} == {
        "society.structure.response", "society.structure.incumbent",
    }  # fmt: skip


def test_indices_of_the_leading_assumptions_have_intervals_and_stop_at_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The design has two rows, doubled once, and three leaders; a real study has hundreds of rows and ten leaders.

    No draw is compared with targets here: that is what other tests are about.
    """
    for where in ("robust", "indexing"):
        monkeypatch.setattr(f"counterscore.study.{where}.FIRST_ROWS", 2)
    monkeypatch.setattr("counterscore.study.headline.LEADING", 3)
    monkeypatch.setattr("counterscore.study.leads.FALSE", 1.0)  # with 16 draws hardly anything else leads
    untargeted = Society.of(CHINA.file.model_copy(update={"targets": []}))
    small = {**SMALL, "citizens": 100, "years": 1}
    found = robust(SCORE, untargeted, measures=["records"], draws=16, screening=0, width=1e-6, most_rows=4, **small)
    named = [each for each in found.headlines[0].indices if each.name != "all other assumptions"]
    assert found.rows == 4
    assert found.width is not None
    assert found.width > 1e-6
    assert RANDOM_SEED in {each.name for each in named}
    assert all(np.isfinite(each.alone_width) for each in named)
    assert 1 < len(named) <= 4
    text = RobustnessReport(found).text()
    assert "half-width" not in text
    assert f"the widest interval is ±{found.width:.2f}" in text


def test_text_json_and_page_say_in_which_share_of_draws_the_direction_holds_and_how_large_the_study_was() -> None:
    report = RobustnessReport(box())
    said = report.text()
    assert "The direction holds in 100 % (95 % interval 76 % to 100 %) of 12 draws of the declared assumptions" in said
    assert "a share of the declared assumptions, not a probability" in said
    sentences = [
        line for line in said.split("\n") if any(word in line for word in ("draws", "declared", "correlations"))
    ]
    assert len(sentences) > 6
    assert all("300 citizens over one year" in line or "meet the society's" in line for line in sentences[1:])
    entries = json.loads(json.dumps(report.json(), allow_nan=False))
    assert entries[0]["direction_holds_in_share_of_draws"]["share"] <= 1
    assert (entries[0]["citizens"], entries[0]["years"], entries[0]["draws"]) == (300, 1, 12)
    whole = html(report.page())
    assert "likel" not in (said + whole).lower().replace("unlikely", "")
    assert "Synthetic people" in whole
    assert "--draws 12 --screening 2 --group all" in whole


def test_of_fewer_than_thirty_draws_that_meet_the_targets_no_share_is_given() -> None:
    study = box()
    assert study.meeting is not None
    assert study.meeting <= 12
    assert all(each.met is None for each in study.headlines)
    assert "too few to give a share among them (at least 30)" in RobustnessReport(study).text()
    assert RobustnessReport(study).json()[0]["direction_holds_in_share_of_draws_that_meet_targets"] is None


def test_the_share_among_draws_that_meet_the_targets_is_of_those_alone() -> None:
    """Of 100 draws the effect is positive in all 40 that meet the targets, and in none of the others."""
    found: list[list[Result]] = [[{"m": 1.0 if place < 40 else -1.0}] * 2 for place in range(100)]
    declared = {"m": Estimate(1.0, 0.5, 1.5)}
    of = headline("m", declared, found, {}, (), [place < 40 for place in range(100)])
    assert of.holds is not None
    assert of.met is not None
    assert (of.holds.share, of.met.share) == (0.4, 1.0)
    assert headline("m", declared, found, {}, (), [place < 29 for place in range(100)]).met is None
    report = RobustnessReport(replace(box(), headlines=(replace(of, measure="records"),) * 2, meeting=40, draws=100))
    assert "It holds in 100 % (95 % interval 91 % to 100 %) of the 40 draws that meet the society's" in report.text()


def test_draws_that_miss_a_target_are_told_from_those_that_meet_all() -> None:
    china = Society.load("china-2018")
    file = china.file
    earnings = present(file.population.earnings)
    half = earnings.model_copy(update={"urban": earnings.urban.model_copy(update={"value": earnings.urban.value / 2})})
    population = file.population.model_copy(update={"earnings": half})
    wrong = Society.of(file.model_copy(update={"population": population}))
    assert meeting([china, wrong], Execution()) == [True, False]
    assert meeting([Society.of(file.model_copy(update={"targets": []}))], Execution()) == []


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

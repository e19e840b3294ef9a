"""A generation later: the gate on school places separates children of people with low and high ranks."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from counterscore import Problem, Regime, Society
from counterscore.cli.generation import generation as command
from counterscore.report.generation.report import GenerationReport
from counterscore.report.page.html import html
from counterscore.study.estimate import Estimate
from counterscore.study.generation import Generation, generation
from counterscore.study.generation.generation import OUTCOMES
from mechanisms.lab import changed, china, figure

SMALL = {"village": 500, "china-2018": 2_000}
SEEDS = {"village": 6, "china-2018": 3}  # one child a month needs a place in the village, where chance is large


@cache
def simulated(society: str) -> Generation:
    return generation("citizen-score", society, citizens=SMALL[society], seeds=SEEDS[society])


@pytest.mark.parametrize("society", SMALL)
def test_children_of_people_with_low_ranks_lose_schooling_and_income_and_others_gain(society: str) -> None:
    found = simulated(society)
    for outcome in OUTCOMES:
        lower, upper = (found.finding[outcome, half].difference for half in ("lower", "upper"))
        assert (lower.value or 0) < 0 < (upper.value or 0), outcome
        gap = found.gap[outcome]
        assert ((gap.value if outcome == "income" else gap.low) or 0) > 0, outcome  # incomes vary more than schooling


def test_with_enough_people_the_effect_on_places_exceeds_that_of_placebo_worlds() -> None:
    found = simulated("china-2018")
    assert all(found.finding["schooled", half].shown for half in ("lower", "upper"))


def test_without_an_effect_of_school_nothing_changes_for_the_next_generation() -> None:
    growing = changed(china().circumstances.growing, school=figure(0.0))
    society = changed(china(), circumstances=changed(china().circumstances, growing=growing))
    found = generation("citizen-score", Society.of(society), citizens=600, years=25, seeds=2)
    assert found.finding["schooled", "lower"].difference.value != 0
    for half in ("lower", "upper"):
        assert abs(found.finding["education", half].difference.value or 0) < 0.02


def test_a_regime_without_such_a_gate_is_one_clear_error() -> None:
    with pytest.raises(Problem, match="fico has no gate for school places"):
        generation("fico")


@pytest.mark.parametrize(("key", "value"), [("years", 0), ("citizens", 10), ("seeds", 0), ("seed", -1)])
def test_impossible_scenarios_are_refused(key: str, value: Any) -> None:
    with pytest.raises(Problem, match="out of range"):
        generation(Regime.load("citizen-score"), **{key: value})


def test_text_json_and_page_give_the_results_for_both_halves() -> None:
    report = GenerationReport(simulated("village"))
    assert "500 synthetic citizens of the society village over 40 years" in report.text()
    assert "parents in the lower half of the ranks" in report.text()
    assert json.dumps(report.json(), allow_nan=False)
    whole = html(report.page())
    assert whole.count("<figure id=") == 2
    assert "counterscore generation citizen-score --society village --citizens 500 --years 40" in whole
    assert "<script" not in whole


def test_the_command_writes_a_page_to_the_given_path(tmp_path: Path) -> None:
    options = [
        "--society",
        "village",
        "--citizens",
        "100",
        "--years",
        "1",
        "--seeds",
        "1",
        "--out",
        str(tmp_path / "x"),
    ]
    words = CliRunner().invoke(command, options)
    assert words.exit_code == 0, words.output
    assert words.output.strip().endswith(f"open {tmp_path / 'x' / 'report.html'}")
    assert "Synthetic people" in (tmp_path / "x" / "report.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "x" / "study.json").read_text(encoding="utf-8"))["synthetic"] is True


def test_the_command_says_if_there_is_one_seed_and_nobody_has_come_of_age() -> None:
    options = ["--society", "village", "--citizens", "100", "--years", "1", "--seeds", "1"]
    words = CliRunner().invoke(command, options)
    assert words.exit_code == 0, words.output
    assert "nobody to measure" in words.output
    document = CliRunner().invoke(command, [*options, "--format", "json"])
    findings = json.loads(document.stdout)["findings"]
    assert all(each["difference"] is None and not each["shown"] for each in findings)


def test_without_people_to_measure_there_is_no_difference() -> None:
    found = generation("citizen-score", "village", citizens=100, years=1, seeds=1)
    assert found.gap["income"] == Estimate(None)

"""A generation later: the gate before school places parts the children of the low-ranked from those of the high."""

from __future__ import annotations

import json
from functools import cache

import pytest
from click.testing import CliRunner

from counterscore import Problem, Regime, Society
from counterscore.cli.generation import generation as command
from counterscore.report.generation import report as told
from counterscore.study.estimate import Estimate
from counterscore.study.generation import Generation, generation
from counterscore.study.generation.generation import OUTCOMES
from mechanisms.lab import changed, china, figure

SMALL = {"village": 500, "china-2018": 2_000}


@cache
def lived(society: str) -> Generation:
    return generation("citizen-score", society, citizens=SMALL[society], seeds=3)


@pytest.mark.parametrize("society", SMALL)
def test_children_of_the_low_ranked_lose_schooling_and_income_and_others_gain(society: str) -> None:
    found = lived(society)
    for outcome in OUTCOMES:
        lower, upper = (found.finding[outcome, half].difference for half in ("lower", "upper"))
        assert (lower.value or 0) < 0 < (upper.value or 0), outcome
        assert (found.gap[outcome].low or 0) > 0, outcome


def test_among_enough_people_places_lie_beyond_what_placebo_worlds_differ_by() -> None:
    found = lived("china-2018")
    assert all(found.finding["schooled", half].shown for half in ("lower", "upper"))


def test_without_an_effect_of_school_nothing_follows_for_those_who_grow_up() -> None:
    growing = changed(china().circumstances.growing, school=figure(0.0))
    society = changed(china(), circumstances=changed(china().circumstances, growing=growing))
    found = generation("citizen-score", Society.of(society), citizens=600, years=25, seeds=2)
    assert found.finding["schooled", "lower"].difference.value != 0
    for half in ("lower", "upper"):
        assert abs(found.finding["education", half].difference.value or 0) < 0.02


def test_a_regime_without_such_a_gate_is_one_clear_error() -> None:
    with pytest.raises(Problem, match="fico has no gate before a school place"):
        generation("fico")


@pytest.mark.parametrize(("key", "value"), [("years", 0), ("citizens", 10), ("seeds", 0), ("seed", -1)])
def test_what_cannot_be_lived_is_refused(key: str, value: int) -> None:
    with pytest.raises(Problem, match="out of range"):
        generation(Regime.load("citizen-score"), **{key: value})  # type: ignore[arg-type]


def test_told_in_words_and_as_json() -> None:
    found = lived("village")
    words = told.text(found)
    assert "500 synthetic citizens of the society village, 40 years" in words
    assert "parents in the lower half of the ranks" in words
    assert json.dumps(told.as_json(found), allow_nan=False)


def test_the_command_with_one_luck_and_nobody_grown_up_yet_says_so() -> None:
    options = ["--society", "village", "--citizens", "100", "--years", "1", "--seeds", "1"]
    words = CliRunner().invoke(command, options)
    assert words.exit_code == 0, words.output
    assert "nobody to measure" in words.output
    document = CliRunner().invoke(command, [*options, "--format", "json"])
    findings = json.loads(document.stdout)["findings"]
    assert all(each["difference"] is None and not each["shown"] for each in findings)


def test_nobody_to_measure_is_no_difference() -> None:
    found = generation("citizen-score", "village", citizens=100, years=1, seeds=1)
    assert found.gap["income"] == Estimate(None)

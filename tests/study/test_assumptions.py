"""All assumptions are found, and other values of them make another valid society."""

from __future__ import annotations

import random

import pytest

from counterscore import Regime, Society
from counterscore.regime.faults import check
from counterscore.study.assumptions import Assumption, assumptions
from counterscore.study.substitute import substituted
from present import present

CHINA, SCORE = Society.load("china-2018"), Regime.load("citizen-score")
FOUND = assumptions(CHINA.file, SCORE.file)
NAMED = {each.name: each for each in FOUND}


def drawn(seed: int) -> dict[Assumption, float]:
    draw = random.Random(seed)
    return {each: each.at(draw.random()) for each in FOUND}


def test_every_assumption_with_a_range_is_found() -> None:
    lines = [line for text in (CHINA.text, SCORE.text) for line in text.split("\n") if not line.startswith("#")]
    inline = sum(line.count("assumption = ") for line in lines if "range = " in line)
    tables = sum(line.startswith("assumption = ") for line in lines)
    assert len([each for each in FOUND if not each.forms]) == inline + tables


def test_names_of_assumptions_are_unique() -> None:
    assert len(NAMED) == len(FOUND)


def test_figures_with_a_source_and_fitted_figures_are_not_changed() -> None:
    assert "regime.ratings.breaks-traffic-rule.points" not in NAMED
    assert "society.activities.watches-online.rate" not in NAMED
    assert not any(each.where[0] in ("targets", "set_aside") for each in FOUND)


@pytest.mark.parametrize("each", FOUND, ids=lambda each: each.name)
def test_the_middle_is_the_declared_value_and_the_ends_are_those_of_the_range(each: Assumption) -> None:
    if each.forms:
        assert {each.at(0.0), each.at(0.999), each.at(1.0)} == {0.0, float(len(each.forms) - 1)}
        return
    assert (each.at(0.0), each.at(1.0)) == pytest.approx((each.low, each.high))
    if each.low < each.value < each.high:
        assert each.at(0.5) == pytest.approx(each.value)


def test_declared_values_give_the_files_as_they_are() -> None:
    society, regime = substituted(CHINA, SCORE, {each: each.value for each in FOUND})
    assert society.file == CHINA.file
    assert regime.file == SCORE.file


@pytest.mark.parametrize("seed", range(10))
def test_any_values_in_the_ranges_give_a_valid_society_and_regime(seed: int) -> None:
    society, regime = substituted(CHINA, SCORE, drawn(seed))
    check(regime, society)
    assert society.file != CHINA.file
    assert regime.file != SCORE.file


@pytest.mark.parametrize("end", [0.0, 1.0])
def test_corners_of_the_parameter_space_are_pulled_back_until_they_are_valid(end: float) -> None:
    society, regime = substituted(CHINA, SCORE, {each: each.at(end) for each in FOUND})
    check(regime, society)


def test_one_value_changes_one_figure() -> None:
    hearsay = NAMED["society.responses.hearsay"]
    society, regime = substituted(CHINA, SCORE, {hearsay: 0.05})
    figure = society.file.responses.hearsay
    assert figure.value == 0.05
    back = society.file.responses.model_copy(update={"hearsay": CHINA.file.responses.hearsay})
    assert society.file.model_copy(update={"responses": back}) == CHINA.file
    assert regime.file == SCORE.file


def test_a_factor_multiplies_all_numbers_of_its_assumption() -> None:
    minority = NAMED["society.population.states.minority"]
    society, _ = substituted(CHINA, SCORE, {minority: 2.0})
    first, twice = (
        [s.everyone for s in file.population.states if s.bit == "minority"] for file in (CHINA.file, society.file)
    )
    assert twice == [[2 * present(first[0])[0]]]


def test_shares_still_add_up_and_the_first_is_multiplied() -> None:
    jobs = NAMED["society.population.jobs.urban"]
    society, _ = substituted(CHINA, SCORE, {jobs: 1.2})
    shares = society.file.population.jobs["urban"].shares
    assert shares[0] == pytest.approx(CHINA.file.population.jobs["urban"].shares[0] * 1.2)
    assert sum(shares) == pytest.approx(1.0)


def test_alternative_forms_of_rules_are_among_the_assumptions() -> None:
    response = NAMED["society.structure.response"]
    society, _ = substituted(CHINA, SCORE, {response: float(response.forms.index("threshold"))})
    assert society.file.structure.response == "threshold"


def test_a_rate_beyond_its_limit_is_pulled_back_towards_its_declared_value() -> None:
    rate = NAMED["society.activities.writes-to-friends.rate"]
    society, _ = substituted(CHINA, SCORE, {rate: rate.high})
    found = next(each for each in society.file.activities if each.id == "writes-to-friends")
    assert rate.high >= found.most > found.rate.value > rate.value

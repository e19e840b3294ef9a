"""What is recorded of pay, and of who could refuse: checked against the lives themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bare import bare
from counterscore import Regime, Society
from counterscore.measure.evidence import EVIDENCE
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.registry import FUNCTIONS, measures
from counterscore.measure.twins import Twins
from counterscore.run.scenario import Scenario
from counterscore.society.traits import BIT
from counterscore.study.unresponsive import unresponsive
from counterscore.study.worlds import outcomes_of, outcomes_of_all
from figures import figure
from study.conftest import small

CHINA = Society.load("china-2018")
VOLUNTARY = 36


@pytest.fixture(scope="module")
def phased() -> Outcomes:
    """Return a world in which participation is voluntary for three years, and mandatory in the fourth."""
    score = Regime.load("citizen-score")
    return outcomes_of(Scenario(society=CHINA, regime=score, citizens=600, months=VOLUNTARY + 12))


def test_pay_is_that_of_the_months_in_which_it_was_earned():
    """In a society in which a wage changes by decisions alone, not with the work of others at home."""
    simple = Society.of(bare(CHINA.file))
    jobs = [replace(small(regime), society=simple) for regime in ("citizen-score", "none")]
    for world in outcomes_of_all(jobs):
        always = world.adult & (world.times.adult == world.times.alive)
        lost = (1 - world.society.circumstances.benefit.value) * world.times.jobless
        last = world.people.wage * (world.times.adult - lost)  # if the last wage had been that of the whole time
        steady = always & (world.people.wage == world.starts.wage)
        assert steady.sum() > 100
        assert world.earnings.paid[steady] == pytest.approx(last[steady], rel=1e-5)
        risen = always & (world.people.wage > world.starts.wage) & (world.times.jobless == 0)
        assert risen.sum() > 5
        assert (world.earnings.paid[risen] < last[risen]).all()
        assert (world.earnings.paid[risen] > (world.starts.wage * world.times.adult)[risen]).all()


def test_nobody_is_paid_before_coming_of_age(pair: list[Outcomes]):
    assert not pair[0].earnings.paid[pair[0].times.adult == 0].any()


def test_requests_of_voluntary_months_are_of_members_and_of_people_who_could_have_joined(phased: Outcomes):
    outside, members = phased.voluntary.asked
    assert phased.voluntary.months.tolist() == [VOLUNTARY]
    assert (outside + members <= phased.answers.asked).all()
    assert (phased.voluntary.granted <= phased.voluntary.asked).all()
    assert outside.sum() > members.sum() > 0
    # People without a score at the end of the mandatory year are dead: they could not tell what refusing costs.
    unscored, alive = phased.adult & (phased.times.scored == 0), (phased.ends.bits & BIT["alive"]) != 0
    assert unscored.any()
    assert not (unscored & alive).any()
    assert alive[outside.any(axis=0)].mean() > 0.9


def test_nobody_can_refuse_a_mandatory_score(pair: list[Outcomes]):
    mandatory = pair[0]
    assert mandatory.voluntary.months.tolist() == [0]
    assert not mandatory.voluntary.asked.any()
    assert np.isnan(FUNCTIONS["refusal-cost"](mandatory, mandatory.people.there))
    assert EVIDENCE["M11"](Twins(*pair)).value is None


GAPS = ("goodhart-gap", "goodhart-gap-conduct")


def gaps(scenario: Scenario) -> tuple[list[float], float]:
    """Return Goodhart's gap, of trustworthiness and of conduct, and the inflation of points."""
    world = outcomes_of(scenario, measures=measures(scenario.society.file, GAPS))
    everybody = world.people.there
    return [FUNCTIONS[id](world, everybody) for id in GAPS], FUNCTIONS["score-inflation"](world, everybody)


def test_without_responses_goodharts_law_costs_exactly_nothing_though_points_fall():
    rules = Regime.load("suining-2010")
    calm = unresponsive(Society.load(rules.file.regime.society))
    lost, inflation = gaps(Scenario(society=calm, regime=rules, citizens=600, months=48))
    assert lost == [0.0, 0.0]
    assert inflation < -0.5  # which was taken for Goodhart's gap


def test_a_score_tells_less_where_people_fake_what_it_counts():
    responses = CHINA.file.responses
    tactics = [
        each.model_copy(update={"strength": figure(1.0), "price": figure(0.0)}) if each.kind == "fake" else each
        for each in responses.tactics
    ]
    more = {"tactics": tactics, "tilt": figure(1.0), "game": figure(2.5), "hearsay": figure(0.3)}
    fakers = Society.of(CHINA.file.model_copy(update={"responses": responses.model_copy(update=more)}))
    lost, _ = gaps(Scenario(society=fakers, regime=small("citizen-score").regime, citizens=600, months=48))
    assert min(lost) > 0.005


def test_another_world_is_simulated_only_if_a_measure_that_needs_it_is_named():
    usual = measures(CHINA.file)
    assert not set(GAPS) & {each.id for each in usual}
    short = Scenario(society=CHINA, regime=small("citizen-score").regime, citizens=100, months=1)
    assert outcomes_of(short, measures=usual).unresponsive is None
    named = measures(CHINA.file, ["goodhart-gap"])
    calm = outcomes_of(short, measures=named).unresponsive
    assert calm is not None
    assert calm.scenario.seed == short.seed
    assert outcomes_of(short.under(Regime.load("none")), measures=named).unresponsive is None  # there is no score

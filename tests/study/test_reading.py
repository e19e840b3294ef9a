"""Only assumptions that a run reads are drawn: those found by recording what is read are those that change a bit."""

from __future__ import annotations

import json

import pytest

from counterscore import Regime, Society
from counterscore.measure import registry
from counterscore.run.scenario import Scenario
from counterscore.study.assumptions import assumptions
from counterscore.study.effects import MeasureSelection
from counterscore.study.reading import inputs_read
from study.inert import RECORD, Trial
from study.small import CHINA, NONE, SCORE, box

SMALL = Scenario(society=CHINA, regime=SCORE, citizens=100, months=2)
ASKED = MeasureSelection(measures=tuple(registry.measures(CHINA.file, ["chilling-all", "refused"])))
READ = {each.name for each in inputs_read(SMALL, NONE, ASKED)}
UNREAD = [each for each in assumptions(CHINA.file, SCORE.file) if each.name not in READ]


def test_what_nothing_reads_changes_no_bit_and_what_is_read_does() -> None:
    trial = Trial(SMALL)
    assert UNREAD
    assert [each.name for each in UNREAD if trial.changes(each)] == []
    named = {each.name: each for each in trial.every}
    some = ("society.circumstances.saved", "society.population.states.minority", "regime.ratings.buys-spirits.points")
    assert all(trial.changes(named[name]) for name in some)


def test_a_second_look_finds_the_same_although_some_results_are_kept() -> None:
    one = Scenario(society=CHINA, regime=NONE, citizens=100, months=1)
    first, second = (inputs_read(one, NONE, MeasureSelection(measures=())) for _ in range(2))
    assert first == second


def test_the_recorder_finds_all_that_brute_force_found() -> None:
    """The record is of 42 months under both phases; what is read may change nothing until later."""
    recorded: dict[str, bool] = json.loads(RECORD.read_text(encoding="utf-8"))
    both = Scenario(society=CHINA, regime=Regime.load("citizen-score"), citizens=100, months=2)
    read = {each.name for each in inputs_read(both, NONE, MeasureSelection(measures=()))}
    now = {each.name for each in assumptions(both.society.file, both.regime.file)}
    assert len(now & set(recorded)) > 0.9 * len(now)
    assert sorted(name for name, changes in recorded.items() if changes and name in now - read) == []
    unread = sorted(name for name in now - read if name in recorded)
    assert unread
    assert not any(recorded[name] for name in unread)


def test_a_figure_that_only_one_form_of_a_rule_reads_is_drawn() -> None:
    assert CHINA.file.structure.response == "proportional"
    assert "society.responses.threshold" in READ
    assert {"society.structure.response", "society.structure.incumbent"} <= READ


def test_numbers_that_no_factor_can_change_are_not_drawn() -> None:
    """Ties under a regime without a public rank, and all of a score's own assumptions where there is no score."""
    read = {each.name for each in inputs_read(SMALL.under(NONE), NONE, MeasureSelection(measures=()))}
    assert not any(name.startswith("regime.") for name in read)
    assert "society.responses.shun" not in read
    assert "society.responses.shun" in READ


@pytest.mark.parametrize("name", ["usa-2019", "village", "transrisk-2003"])
def test_the_recorder_works_for_every_society(name: str) -> None:
    society = Society.load(name)
    scenario = Scenario(society=society, regime=NONE, citizens=100, months=1)
    read = {each.name for each in inputs_read(scenario, NONE, MeasureSelection(measures=()))}
    assert 0 < len(read) < len(assumptions(society.file, NONE.file))


def test_a_study_draws_what_is_read_and_no_idle_input_leads() -> None:
    study = box()
    every = {each.name for each in assumptions(CHINA.file, SCORE.file)}
    drawn = {each.name for each in study.assumptions}
    assert study.idle == len(every - drawn) > 0
    assert all(lead.assumption.name in drawn for headline in study.headlines for lead in headline.leads)

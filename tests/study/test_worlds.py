"""Parallel worlds: the same results with any number of workers, and the same lives as in a run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from threading import Event
from typing import Any

import numpy as np
import pytest

from counterscore import Society, simulate
from counterscore.measure.evidence.proportion import MINOR, SEVERE, severities, worst_act
from counterscore.measure.outcomes import Outcomes
from counterscore.society.traits import BIT
from counterscore.study.worlds import Interrupted, outcomes_of, outcomes_of_all
from study.conftest import CITIZENS, MONTHS, small


def arrays(record: Any, name: str = "") -> Iterator[tuple[str, np.ndarray]]:
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if isinstance(value, np.ndarray):
            yield f"{name}{field.name}", value
        elif dataclasses.is_dataclass(value):
            yield from arrays(value, f"{field.name}.")


def same(a: Outcomes, b: Outcomes) -> None:
    for (name, first), (_, second) in zip(arrays(a), arrays(b), strict=True):
        assert np.array_equal(first, second, equal_nan=first.dtype.kind == "f"), name


def test_workers_change_nothing(pair):
    for first, second in zip(outcomes_of_all([small("citizen-score"), small("none")], workers=1), pair, strict=True):
        same(first, second)


def test_recording_changes_no_life(pair):
    society = Society.load("china-2018")
    run = simulate(society, small("citizen-score").regime, citizens=CITIZENS, months=MONTHS, report=False)
    reported, people = pair[0], run.people
    assert people["key"].to_numpy().tolist() == reported.people.key.tolist()
    assert people["wealth"].to_numpy().tolist() == reported.ends.wealth.tolist()
    assert people["ill"].to_numpy().tolist() == ((reported.ends.bits & BIT["ill"]) != 0).tolist()
    assert people["months_listed"].to_numpy().tolist() == reported.times.listed.tolist()
    assert (
        people["denied_job"].to_numpy().tolist()
        == (reported.answers.asked - reported.answers.granted)[reported.decision["job"]].tolist()
    )
    scores = np.nan_to_num(reported.scores[run.register["id"].to_numpy()])
    assert np.abs(run.register["score"].fill_null(0.0).to_numpy() - scores).max() < 0.001


def test_recorded_acts_add_up_to_the_monthly_counts(pair):
    for reported in pair:
        assert reported.acts.done.sum(axis=1).tolist() == reported.acts.done_by_month.sum(axis=0).tolist()
        assert reported.acts.seen.sum(axis=1).tolist() == reported.acts.seen_by_month.sum(axis=0).tolist()


def test_every_request_is_approved_or_refused(pair):
    for reported in pair:
        answers = reported.answers
        assert np.array_equal(answers.asked, answers.granted + answers.by_gate + answers.no_place)
        assert answers.asked.sum() > 0


def test_the_parts_of_a_score_explain_most_of_it(pair):
    reported = pair[0]
    scored = reported.ends.rung > 0
    assert np.abs(reported.points.rest[scored]).mean() < 0.02 * np.abs(reported.points.acts).sum(axis=0)[scored].mean()


def test_severe_refusals_are_those_of_grave_decisions_and_the_record_of_the_time_counts(pair):
    score, _ = pair
    severe = severities(score.society, score.regime) >= SEVERE
    assert score.severe.met.sum() == score.answers.by_gate[severe].sum() > 0
    slight_to_the_end = worst_act(score) <= MINOR
    assert (score.severe.minor <= score.severe.met).all()
    assert (score.severe.minor[slight_to_the_end] == score.severe.met[slight_to_the_end]).all()
    assert score.severe.minor[~slight_to_the_end].sum() > 0  # the grave act came after the refusal


def test_the_first_stay_on_a_list_ends_when_somebody_leaves_it(pair):
    lists, listed = pair[0].listings, pair[0].times.listed
    assert ((lists.stay > 0) == (lists.first >= 0)).all()
    assert (lists.stay[lists.entries == 1] == listed[lists.entries == 1]).all()
    again = lists.entries > 1
    assert again.any()
    assert (lists.stay[again] < listed[again]).all()


def test_a_world_without_a_score_refuses_nobody_by_a_gate(pair):
    # Answers by the regime are also those of lists, of which `refusals` says nothing.
    assert pair[0].answers.by_gate.sum() >= pair[0].refusals.met.sum() > 50
    assert pair[1].refusals.met.sum() == 0
    assert not pair[1].rated


def test_outcomes_of_requests_are_the_same_in_both_worlds_at_first(pair):
    first, second = (reported.requests for reported in pair)
    early = (first.month < 1).sum(), (second.month < 1).sum()
    assert early[0] == early[1] > 0
    assert np.array_equal(first.good[: early[0]], second.good[: early[1]])


def test_work_that_is_cancelled_stops():
    cancel = Event()
    cancel.set()
    with pytest.raises(Interrupted):
        outcomes_of(small("none"), cancel)

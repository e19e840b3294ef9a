"""Deciders who learn: what they can know, and when it sets identical groups apart (Phelps 1972)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from counterscore.engine.access.learning import Known, nothing_known, observed, predicted, ranked, refitted
from counterscore.engine.access.offers import offered_decisions
from counterscore.engine.access.signs import UNIT, columns, signs
from counterscore.engine.compile.lending import ONE, deciders
from counterscore.engine.compile.plan import scale
from counterscore.engine.core.plan import LearningTerms
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from engine.credit_market import decided, fixed, learning, learnt, lived
from mechanisms.lab import changed, none, scored, with_places

APPLICANTS, PLACES, ROUNDS = 2000, 0.3, 30


def employer(**other: object) -> LearningTerms:
    """Return an employer who sees education and keeps two regressions, with these terms changed."""
    society = decided(fixed(), job={"learning": learning("education", by="minority")})
    return deciders(society, none(), scale(none()))[0]._replace(**other)


class Hired(NamedTuple):
    """The share of the first group that is hired minus that of the second, and what the employer knows in the end."""

    gap: float
    known: Known


def hired(noise: tuple[float, float], seed: int) -> Hired:
    """Let an employer hire the best of applicants from two groups alike in quality, of whom it sees a noisy sign."""
    terms, draw = employer(every=1, kept=np.int64(ONE)), np.random.default_rng(seed)
    known, taken, asked = nothing_known((terms,))[0], np.zeros(2), np.zeros(2)
    for month in range(ROUNDS):
        group = draw.integers(0, 2, APPLICANTS)
        bad = draw.uniform(0.05, 0.45, APPLICANTS)
        sign = np.rint((bad + draw.normal(0, 1, APPLICANTS) * np.array(noise)[group]) * 10 * UNIT).astype(np.int64)
        seen = np.array([np.full(APPLICANTS, UNIT), sign, np.zeros(APPLICANTS)]).astype(np.float64)
        lottery = draw.integers(1, 65536, APPLICANTS)
        key = ranked(terms._replace(lottery=0), known, predicted(known, seen, group), lottery) if month else lottery
        best = np.argsort(-key)[: int(APPLICANTS * PLACES)]
        outcome = (draw.uniform(0, 1, APPLICANTS) < bad).astype(np.int64)
        known = refitted(terms, observed(known, seen[:, best], group[best], outcome[best]))
        if month > ROUNDS // 3:
            taken += np.bincount(group[best], minlength=2)
            asked += np.bincount(group, minlength=2)
    first, second = taken / asked
    return Hired(first - second, known)


def gaps(noise: tuple[float, float]) -> tuple[float, float]:
    """Return the mean gap over ten independent employers, and its standard error."""
    found = np.array([hired(noise, seed).gap for seed in range(10)])
    return float(found.mean()), float(found.std(ddof=1) / np.sqrt(len(found)))


def test_groups_alike_in_quality_and_in_their_sign_are_hired_alike() -> None:
    gap, error = gaps((0.05, 0.05))
    assert abs(gap) < 3 * error
    assert error < 0.02


def test_a_noisier_sign_of_one_group_sets_it_apart_though_it_is_as_good() -> None:
    gap, error = gaps((0.05, 0.3))
    assert gap - 3 * error > 0.1
    belief = hired((0.05, 0.3), 0).known.belief
    assert 0 < belief[1, 1] < 0.5 * belief[0, 1]  # the noisy sign is discounted


def test_before_any_outcome_all_are_alike_and_the_incumbents_index_stays() -> None:
    known = nothing_known((employer(),))[0]
    seen = np.array([[UNIT, UNIT], [0, 90], [0, 0]], np.float64)
    assert len(set(predicted(known, seen, np.zeros(2, np.int64)).tolist())) == 1
    assert known.steps == 0


def test_deciders_count_approved_people_alone() -> None:
    society = decided(with_places(fixed(), "job", 2.0), job={"learning": learning("education", every=240)})
    world, answers = begin(society, none(), 800, 7, 11), np.zeros(5, np.int64)
    job = [each.id for each in society.decisions].index("job")
    for _ in range(8):
        answers = answers + step(world).answers[:, job].sum(axis=0)
    taken, refused = int(answers[0]), int(answers[1:].sum())
    assert refused > 0
    assert world.known[0].sums[0, 0, 0] == taken * UNIT * UNIT


@pytest.mark.parametrize(("gated", "seen"), [(True, True), (False, False)])
def test_deciders_see_the_score_only_where_a_gate_applies_to_the_decision(gated: bool, seen: bool) -> None:
    gates = [gate for gate in scored().gates if gated or gate.decision != "consumer-loan"]
    world = lived(learnt(), changed(scored(), gates=gates), 8, 400)
    place = [each.name for each in world.rules.deciders].index("consumer-loan")
    terms = world.rules.deciders[place]
    row = columns(terms).index("score")
    assert (world.known[place].sums[0, row, row] > 0) == seen
    who = np.flatnonzero(world.state.score[: world.people]).astype(np.int32)
    assert signs(world.rules, world.state, terms, who, world.people, world.clock)[row].any() == seen


def test_an_interview_is_nearer_the_truth_in_the_group_with_the_smaller_error() -> None:
    world = lived(learnt(), none(), 1, 3000)
    terms = world.rules.deciders[-1]
    row = columns(terms).index("interview")
    who = np.flatnonzero(world.state.wage[: world.people] > 0).astype(np.int32)
    found = signs(world.rules, world.state, terms, who, world.people, world.clock)[row] / (10 * UNIT)
    minority = (world.state.bits[who] & terms.group) != 0
    assert found[~minority].std() < 0.16
    assert 0.25 < found[minority].std() < 0.4


def test_only_declared_decisions_are_appraised() -> None:
    world = begin(learnt(), none(), 100, 7, 11)
    names = [each.id for each in learnt().decisions]
    assert [names[d] for d in offered_decisions(world)] == ["mortgage", "consumer-loan", "job"]

"""The recorder's counterfactuals: the lowest rung at which each refused request would have passed, by gate rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from counterscore import Regime, Society
from counterscore.engine.access.refused import Refused, refused
from counterscore.engine.core.scale import rung
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.regime.gates.lines import Line
from counterscore.regime.gates.objective import Objective
from counterscore.regime.schema import Band, Gate, Listing, RegimeFile
from counterscore.run.scenario import Scenario
from counterscore.society.traits import BIT
from counterscore.study.worlds import outcomes_of
from figures import figure
from mechanisms.lab import changed, china, live, scored

Rungs = NDArray[np.int64]
CITIZENS, MONTHS = 4000, 8
DECISION = "consumer-loan"
BASE, LOWEST = 650.0, 350.0  # of the Citizen Score, in points; about half of the people are below the base
LISTING = Listing(id="low", title="low", below=648.0, months=2)
LINES = [Line(of="rural", score=figure(BASE - 1)), Line(of="urban", score=figure(BASE + 1))]
HALVES = [Line(of=name, score=figure(BASE), margin=figure(0.5)) for name in ("rural", "urban")]
AIM = Objective(goal="equal-selection", gain=figure(1), loss=figure(25), every=1)


@dataclass
class Found:
    """The refusals of one month, with the rung and the part of each person judged."""

    refusals: Refused
    rungs: Rungs
    urban: NDArray[np.intp]
    percentile: int
    chosen: Rungs


@cache
def found(name: str) -> list[Found]:
    """Simulate months under one gate, and return what the recorder finds in each."""
    months: list[Found] = []

    def look(world: World, month: MonthResult) -> None:
        if month.month >= 0:
            months.append(_found(world, month))

    live(china(), ruled(GATES[name]), citizens=CITIZENS, months=MONTHS, look=look, with_ties=False)
    return months


def _found(world: World, month: MonthResult) -> Found:
    refusals = refused(world, world.rules, month)
    bits = world.state.bits[refusals.judged]
    chosen = [each.value for each in world.findings if each.month == month.month and each.what == "line"]
    return Found(
        refusals=refusals,
        rungs=world.state.score[refusals.judged].astype(np.int64),
        urban=((bits & np.uint32(BIT["urban"])) != 0).astype(np.intp),
        percentile=month.standing.at(int(0.4 * month.standing.scored)),
        chosen=np.array([rung(points, LOWEST) for points in chosen], np.int64),
    )


def ruled(gate: Gate) -> RegimeFile:
    """Return the Citizen Score with this gate and one list, without a friends' part and without false records.

    If a line has a margin, no source sees rural residents, so they are all at the base.
    """
    unseen = {"rural": figure(0)} if gate.lines == HALVES else {}
    partners = [
        changed(partner, misattributed=figure(0), coverage=changed(partner.coverage, **unseen))
        for partner in scored().partners
    ]
    score = changed(scored().score, friends=None)
    bands = [Band(id="under", title="under", at_least=LOWEST), Band(id="sound", title="sound", at_least=BASE)]
    return changed(scored(), gates=[gate], lists=[LISTING], rank=None, score=score, partners=partners, bands=bands)


GATES = {
    "score": Gate(decision=DECISION, score=figure(BASE)),
    "band": Gate(decision=DECISION, band="sound"),
    "percentile": Gate(decision=DECISION, percentile=figure(40)),
    "not_listed": Gate(decision=DECISION, not_listed=["low"]),
    "lines": Gate(decision=DECISION, lines=LINES, division="urban"),
    "lines with a margin": Gate(decision=DECISION, lines=HALVES, division="urban"),
    "objective": Gate(decision=DECISION, objective=changed(AIM, goal="profit", randomised=False)),
    "objective by division": Gate(decision=DECISION, objective=changed(AIM, randomised=False), division="urban"),
    "objective with a margin": Gate(decision=DECISION, objective=AIM, division="urban"),
    "score, looked at for half": Gate(decision=DECISION, score=figure(BASE), enforced=figure(0.5)),
    "lines, looked at for half": Gate(decision=DECISION, lines=LINES, division="urban", enforced=figure(0.5)),
}
APART = np.array([rung(BASE - 1, LOWEST), rung(BASE + 1, LOWEST)])
LINE: dict[str, Callable[[Found], Any]] = {
    "score": lambda _: rung(BASE, LOWEST),
    "band": lambda _: rung(BASE, LOWEST),
    "percentile": lambda each: each.percentile,
    "not_listed": lambda _: rung(648, LOWEST),
    "lines": lambda each: APART[each.urban],
    "lines with a margin": lambda _: rung(BASE, LOWEST),
    "objective": lambda each: each.chosen[0],
    "objective by division": lambda each: each.chosen[each.urban],
    "objective with a margin": lambda each: each.chosen[each.urban],
    "score, looked at for half": lambda _: rung(BASE, LOWEST),
    "lines, looked at for half": lambda each: APART[each.urban],
}


@pytest.mark.parametrize("name", [name for name in GATES if "margin" not in name])
def test_the_lowest_rung_that_passes_is_the_line_of_the_gate(name: str) -> None:
    months = found(name)
    assert sum(len(each.rungs) for each in months) > 20
    for each in months:
        expected = np.broadcast_to(LINE[name](each), each.rungs.shape)
        assert each.refusals.least.tolist() == expected.tolist()


@pytest.mark.parametrize("name", [name for name in GATES if name != "not_listed"])
def test_everybody_refused_is_below_the_lowest_rung_that_passes(name: str) -> None:
    for each in found(name):
        assert (each.rungs < each.refusals.least).all()


@pytest.mark.parametrize("name", [name for name in GATES if "margin" in name])
def test_a_person_who_loses_the_lottery_on_the_line_passes_one_rung_higher(name: str) -> None:
    refusals = on_the_line = 0
    for each in found(name):
        line = np.broadcast_to(LINE[name](each), each.rungs.shape)
        assert set((each.refusals.least - line).tolist()) <= {0, 1}
        here = each.rungs == line
        assert (each.refusals.least == line + 1)[here].all()
        refusals, on_the_line = refusals + len(here), on_the_line + int(here.sum())
    assert refusals > 20
    assert on_the_line > 0 or "objective" in name  # few people are on a chosen line


def test_a_gate_applied_to_half_of_requests_refuses_about_half_as_many() -> None:
    half, whole = (sum(len(each.rungs) for each in found(name)) for name in ("score, looked at for half", "score"))
    assert half == pytest.approx(whole / 2, rel=0.25)


@pytest.mark.parametrize("regime", ["lending-2003"])
def test_without_friends_and_errors_no_refusal_is_attributed_to_them(regime: str) -> None:
    rules = Regime.load(regime)
    scenario = Scenario(society=Society.load("transrisk-2003"), regime=rules, citizens=1500, months=6)
    reported = outcomes_of(scenario).refusals
    assert reported.met.sum() > 500
    assert reported.friends.sum() == reported.wrong.sum() == 0
    assert 0 < reported.four.sum() < reported.met.sum()  # for some people no act caused it
    assert (reported.by_act < reported.met.sum()).all()

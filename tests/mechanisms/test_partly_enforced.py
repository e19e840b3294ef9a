"""A gate that is applied to a share of requests costs listed people that share of its full cost.

Whether it is applied is drawn independently of the place in the queue, and so is who passes exactly on a line.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.worlds import twin
from counterscore.engine.access.gate import GRANTED
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.gates.lines import Line
from counterscore.regime.schema import Gate, Listing, RegimeFile
from counterscore.society.decisions import Incumbent
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from figures import figure
from mechanisms.lab import changed, live, responding, scored

CITIZENS, SEEDS = 4000, 300
DECISION = "flight"
SHARES = (0.25, 0.5, 0.75, 1.0)
LISTED = 0.02
T = 1.968  # Student's t for a 95 % interval with 299 degrees of freedom


@cache
def society() -> SocietyFile:
    """Return a society with one decision: half of all adults apply each month, half of these get a place."""
    quiet = responding()
    decision = next(each for each in quiet.decisions if each.id == DECISION)
    by_lot = Incumbent.model_construct(lottery=figure(1))
    scarce = changed(
        decision, needs=[], excludes=["school-due"], demand=figure(0.5), again=None, hindered=None, wait=None,
        places=figure(220), incumbent=by_lot, granted=[], denied=[],
    )  # fmt: skip
    return changed(quiet, decisions=[scarce])


def regime(gates: list[Gate], below: float = 360.0) -> RegimeFile:
    """Return the Citizen Score with these gates and one list."""
    return changed(
        scored(), gates=gates, lists=[Listing(id="listed", title="listed", below=below, months=24)], rank=None,
        rights=type(scored().rights)(),
    )  # fmt: skip


def applied_to(share: float) -> list[Gate]:
    """Return a gate that refuses listed people, applied to this share of requests; no gate for 0."""
    return [Gate(decision=DECISION, not_listed=["listed"], enforced=figure(share))] if share else []


@cache
def grants_in_a_month(share: float) -> NDArray[np.int64]:
    """Return how many of the 2 % of people on the list get a place in one month, by seed."""
    world = begin(society(), regime(applied_to(share)), CITIZENS, 1, 1, months=2, with_ties=False)
    world.burn_in = 0
    step(world)  # lists begin empty
    adults = np.flatnonzero(world.state.born[:CITIZENS] <= -18 * 12)
    chosen = adults[:: int(1 / LISTED)]
    found: list[int] = []
    for seed in range(1, SEEDS + 1):
        one = twin(world)
        one.months_seed = np.uint64(seed)
        one.state.terms[0, chosen] = 1
        found.append(granted(step(one), np.isin(np.arange(one.people), chosen)))
    return np.array(found)


def granted(month: MonthResult, who: NDArray[np.bool_]) -> int:
    """Return how many of these people's requests were approved."""
    return sum(int(who[asks.person[:n][said == GRANTED]].sum()) for asks, n, said in month.asks)


@pytest.mark.parametrize("share", SHARES[:-1])
def test_in_a_month_listed_people_lose_the_enforced_share_of_the_full_loss(share: float) -> None:
    lost, in_full = (grants_in_a_month(0.0) - grants_in_a_month(each) for each in (share, 1.0))
    assert in_full.mean() > 5
    gap = lost - share * in_full
    assert abs(gap.mean()) <= T * gap.std(ddof=1) / np.sqrt(SEEDS)


def grants_over_years(share: float) -> tuple[int, float]:
    """Return how many places listed people got in three years, and the largest share of people listed."""
    counted: list[tuple[int, float]] = []

    def look(world: World, month: MonthResult) -> None:
        if month.month >= 0:
            listed = world.state.terms[0, : world.people] > 0
            counted.append((granted(month, listed), listed.mean()))

    live(society(), regime(applied_to(share), 470.0), citizens=CITIZENS, months=36, look=look, with_ties=False)
    return sum(places for places, _ in counted), max(listed for _, listed in counted)


def test_over_years_the_loss_rises_with_the_enforced_share_and_is_positive_at_a_quarter() -> None:
    none, listed = grants_over_years(0.0)
    losses = [none - grants_over_years(share)[0] for share in SHARES]
    assert 0 < listed <= LISTED
    assert losses[0] > 0
    assert losses == sorted(set(losses))


def shares_granted(margin: float) -> tuple[float, float]:
    """Return the share approved of rural residents, who are exactly on a line with a margin, and of others.

    No source watches, so everybody is at the base.
    """
    lines = [Line(of="rural", score=figure(650), margin=figure(margin)), Line(of="urban", score=figure(350))]
    rules: Any = changed(regime([Gate(decision=DECISION, lines=lines, division="urban")]), partners=[], ratings=[])
    asked, places = np.zeros(2, np.int64), np.zeros(2, np.int64)

    def look(world: World, month: MonthResult) -> None:
        for asks, n, said in month.asks if month.month >= 0 else []:
            person = asks.person[:n]
            here = (world.state.score[person] > 0, (world.state.bits[person] & np.uint32(BIT["urban"])) != 0)
            for urban in (0, 1):
                those = here[0] & (here[1] == urban)
                asked[urban] += those.sum()
                places[urban] += (said[those] == GRANTED).sum()

    live(society(), rules, citizens=CITIZENS, months=12, look=look, with_ties=False)
    rural, urban = places / asked
    return float(rural), float(urban)


def test_passing_on_the_line_does_not_depend_on_the_place_in_the_queue() -> None:
    rural, urban = shares_granted(0.5)
    assert urban < 0.9  # places are scarce
    assert rural == pytest.approx(urban / 2, rel=0.1)

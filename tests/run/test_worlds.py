"""Invariants of a world while people are born and die."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore import Regime, Society
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.society.people import COLUMNS
from counterscore.society.traits import BIT

YEARS = 10


def simulated(world: World, months: int) -> World:
    for _ in range(months):
        step(world)
    return world


@pytest.fixture(scope="module")
def aged(china: Society, score: Regime) -> World:
    return simulated(begin(china.file, score.file, 1000, 1, 1), 12 * YEARS)


def ends(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Return both ends of every tie, from each row."""
    offsets, friends = world.state.offsets, world.state.friends
    mine = np.repeat(np.arange(world.people), np.diff(offsets[: world.people + 1]))
    theirs = friends[: offsets[world.people]]
    return mine[theirs >= 0], theirs[theirs >= 0]


def test_ties_have_two_ends_after_births_and_deaths(aged: World) -> None:
    mine, theirs = ends(aged)
    alive = (aged.state.bits[: aged.people] & np.uint32(BIT["alive"])) != 0
    assert aged.people > 1000
    assert (~alive).sum() > 20
    assert len(mine) > 5000
    assert alive[mine].all()
    assert alive[theirs].all()
    assert (mine != theirs).all()
    pairs = set(zip(mine.tolist(), theirs.tolist(), strict=True))
    assert len(pairs) == len(mine)
    assert {(b, a) for a, b in pairs} == pairs


def test_the_count_of_residents_is_right(aged: World) -> None:
    assert aged.residents == ((aged.state.bits[: aged.people] & np.uint32(BIT["alive"])) != 0).sum()


# Columns that depend on approvals under scarcity.
MOVED = ("bits", "wealth", "household", "guardian", "wage", "education", "job")


def test_one_more_citizen_changes_nobody_elses_traits_or_random_events(china: Society) -> None:
    none = Regime.load("none").file
    fewer, more = (simulated(begin(china.file, none, n, 1, 1, with_ties=False), 12) for n in (600, 601))
    for name in COLUMNS:
        # these depend on approvals
        if name not in ("bits", "wealth", "household", "guardian", "wage", "education", "job"):
            assert np.array_equal(getattr(fewer.state, name)[:600], getattr(more.state, name)[:600]), name
    own = np.uint32(BIT["ill"] | BIT["alive"] | BIT["female"] | BIT["minority"])
    assert np.array_equal(fewer.state.bits[:600] & own, more.state.bits[:600] & own)

"""A lender and its borrowers, sampled from aggregate tables, for a month or two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore import Regime, Society
from counterscore.catalogue.figure import Figure
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile

GROUPS = ("black", "white")


def figure(value: float) -> Figure:
    """Return a figure of this value, of any size."""
    return Figure(value=value, source="for a test")


@cache
def borrowers() -> SocietyFile:
    """Return the society of tables."""
    return Society.load("transrisk-2003").file


@cache
def lender() -> RegimeFile:
    """Return the lender's regime as shipped."""
    return Regime.load("lending-2003").file


def gated(**rule: Any) -> RegimeFile:
    """Return the lender with another rule in its gate."""
    gate = lender().gates[0].model_copy(update={"objective": None, "division": None, **rule})
    return lender().model_copy(update={"gates": [gate]})


def aiming(goal: str, loss: float = 4.0, **changes: Any) -> RegimeFile:
    """Return the lender with another goal of its gate, or another loss from an unpaid loan."""
    aim = lender().gates[0].objective
    assert aim
    aim = aim.model_copy(update={"goal": goal, "loss": figure(loss), **changes})
    return gated(objective=aim, division="group")


@dataclass
class Lent:
    """The result, by person: the group, whether a loan was approved in the first month, points at start and end."""

    world: World
    group: NDArray[np.uint8]
    granted: NDArray[np.bool_]
    start: NDArray[np.float64]
    end: NDArray[np.float64]

    def share(self, group: str) -> float:
        """Return the share of a group who were granted a loan."""
        return float(self.granted[self._of(group)].mean())

    def moved(self, group: str) -> float:
        """Return by how many points a group moved, on average."""
        return float((self.end - self.start)[self._of(group)].mean())

    def line(self, group: str) -> float:
        """Return the line that the gate drew for a group in the first month."""
        found = {(each.what, each.term): each.value for each in self.world.findings if each.month == 0}
        return found["line", f"loan {group}"]

    def _of(self, group: str) -> NDArray[np.bool_]:
        return self.group == GROUPS.index(group)


def lend(
    regime: RegimeFile, *, society: SocietyFile | None = None, citizens: int = 40_000, months: int = 2, seed: int = 1,
    partitions: int = 1,
) -> Lent:  # fmt: skip
    """Let the borrowers apply in the first month, and repay or not in the second."""
    world = begin(society or borrowers(), regime, citizens, 1, seed, months=months, partitions=partitions)
    granted = np.zeros(citizens, np.bool_)
    for month in range(months):
        simulated = step(world)
        for asks, count, said in simulated.asks if month == 0 else []:
            yes = (asks.decision[:count] == 0) & (said[:count] == 0)
            granted[asks.person[:count][yes]] = True
    state, lowest = world.state, int(world.plan.scale.lowest)
    end = (state.score[:citizens] + (lowest - 1)) / 1000
    return Lent(world, state.group[:citizens].copy(), granted, state.start[:citizens].astype(np.float64), end)

"""The month: its steps as data, and the loop that runs them in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from counterscore.engine.methods.working import working
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.rows import change_over
from counterscore.engine.steps import (
    allocate,
    answer,
    ask,
    bear,
    bury,
    deal,
    learn,
    local,
    rank,
    respond,
    staff,
    trade,
)
from counterscore.engine.world import World

OnStep = Callable[["Step", float], None]


@dataclass(frozen=True)
class Step:
    """One step of the month. An `exchange` passes data between partitions, in exact order or as whole-number sums."""

    name: str
    exchange: bool
    does: str
    take: Callable[[World, MonthResult], None]

    def __str__(self) -> str:
        """Return the step as one line of text."""
        return f"{self.name:<11}{'exchange' if self.exchange else 'each partition alone'}: {self.does}"


STEPS: tuple[Step, ...] = (
    Step("local", False, "circumstances, behave, observe, rate, review, score", local.take),
    Step("bury", True, "the dead are removed from their friends' rows", bury.take),
    Step("trade", True, "firms act, are observed and scored; counterparties and workers feel the effects", trade.take),
    Step("rank", True, "rank everybody against everybody, by counting", rank.take),
    Step("deal", True, "owners and firms share each other's listings; firms apply, and refusals cost jobs", deal.take),
    Step("ask", False, "people apply, and gates decide", ask.take),
    Step("allocate", True, "scarce places go to the first in each queue; people who look for a spouse are matched",
         allocate.take),
    Step("answer", False,
         "approvals and refusals take effect; then couples form and end households, and people move", answer.take),
    Step("staff", True, "jobs lost and found are entered in the firms' records", staff.take),
    Step("respond", True, "people update beliefs, join and leave operators; then drop and form ties", respond.take),
    Step("bear", True, "children are born", bear.take),
    Step("learn", True, "scoring methods other than the ledger set next month's scores; deciders and lenders learn",
         learn.take),
)  # fmt: skip


def listing() -> str:
    """Return the steps in order, one numbered line each.

    >>> print(listing().splitlines()[2])
    3. trade      exchange: firms act, are observed and scored; counterparties and workers feel the effects
    """
    return "\n".join(f"{place}. {each}" for place, each in enumerate(STEPS, 1))


def step(world: World, on_step: OnStep | None = None) -> MonthResult:
    """Simulate one month of a world by running every step in turn.

    `on_step` is called after each step, with the step and its duration in seconds.
    """
    change_over(world)
    if method := working(world):
        method.prepare(world)
    month = blank(world)
    take(world, month, STEPS, on_step)
    world.tick += 1
    return month


def blank(world: World) -> MonthResult:
    """Return the result of a month before its first step."""
    return MonthResult(month=world.month, vital=np.zeros(world.people, np.uint8))


def take(world: World, month: MonthResult, steps: Sequence[Step], on_step: OnStep | None = None) -> None:
    """Run the given steps of a month, in the given order."""
    for each in steps:
        since = perf_counter()
        each.take(world, month)
        if on_step is not None:
            on_step(each, perf_counter() - since)

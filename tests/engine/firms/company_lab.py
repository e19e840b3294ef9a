"""Simulate a world with firms for some months, and count things in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bare import bare
from counterscore import Society
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.month import Traded
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.firms import FirmRules
from counterscore.regime.schema import RegimeFile
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.schema import SocietyFile
from figures import figure
from mechanisms.lab import changed, scored

Look = Callable[[World, MonthResult], None]


@cache
def china() -> SocietyFile:
    """Return the society with its firms, without their entry and exit and other mechanisms with tests of their own."""
    return bare(Society.load("china-2018").file)


def spec() -> FirmsSpec:
    """Return the society's description of its firms."""
    firms = china().firms
    assert firms
    return firms


def rules() -> FirmRules:
    """Return the Citizen Score's rules for firms."""
    found = scored().firms
    assert found
    return found


def society(**parts: Any) -> SocietyFile:
    """Return the society with these parts of its firms changed."""
    return changed(china(), firms=changed(spec(), **parts))


def regime(**parts: Any) -> RegimeFile:
    """Return the Citizen Score with these parts of its rules for firms changed."""
    return changed(scored(), firms=changed(rules(), **parts))


def activity(name: str, **parts: Any) -> SocietyFile:
    """Return the society with parts of one activity of firms changed."""
    return society(activities=[changed(each, **parts) if each.id == name else each for each in spec().activities])


def decision(name: str, **parts: Any) -> SocietyFile:
    """Return the society with parts of one decision on firms changed."""
    return society(decisions=[changed(each, **parts) if each.id == name else each for each in spec().decisions])


def trade(**values: float) -> SocietyFile:
    """Return the society with these values of the trade between firms."""
    return society(trade=changed(spec().trade, **{name: figure(value) for name, value in values.items()}))


@dataclass
class Life:
    """A simulated world, and the results of its firms for each month from month 0 on."""

    world: World
    months: list[Traded] = field(default_factory=list[Traded])

    @property
    def firms(self) -> Firms:
        """The firms in their current state."""
        assert self.world.firms
        return self.world.firms

    def column(self, name: str) -> Any:
        """Return a column of all people, alive or dead, without the unused places."""
        return getattr(self.world.state, name)[..., : self.world.people]

    def done(self, name: str) -> int:
        """Return how often firms did this."""
        place = [each.id for each in spec().activities].index(name)
        return sum(int(month.done[place].sum()) for month in self.months)

    def said(self, name: str, answer: int) -> int:
        """Return how often firms' requests for this got this answer."""
        place = [each.id for each in spec().decisions].index(name)
        return sum(int((month.said[place] == answer).sum()) for month in self.months)

    def total(self, name: str) -> int:
        """Return the sum of a count over the months."""
        return sum(int(getattr(month, name)) for month in self.months)


def live(
    people: SocietyFile, under: RegimeFile, *, citizens: int = 3000, months: int = 24, seed: int = 1,
    partitions: int = 1, look: Look | None = None,
) -> Life:  # fmt: skip
    """Simulate the burn-in and this many months. `look` is called after each month."""
    world = begin(people, under, citizens, 1, seed, months=months, partitions=partitions, with_ties=False)
    life = Life(world)
    for _ in range(world.burn_in + months):
        month = step(world)
        if world.firms and month.month == -1:
            world.firms.forget()
        if month.traded and month.month >= 0:
            life.months.append(month.traded)
        if look is not None:
            look(world, month)
    return life

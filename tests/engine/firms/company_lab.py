"""A world with firms that lives some months, and what to count in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from counterscore import Regime, Society
from counterscore.catalogue.figure import Figure
from counterscore.engine.beginning import begin
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.month import Traded
from counterscore.engine.month import Month, step
from counterscore.engine.world import World
from counterscore.regime.firms import FirmRules
from counterscore.regime.schema import RegimeFile
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.schema import SocietyFile

Look = Callable[[World, Month], None]


def figure(value: float) -> Figure:
    return Figure(value=value, assumption="for a test", range=(min(value, 0.0), max(value, 1.0)))


@cache
def china() -> SocietyFile:
    return Society.load("china-2018").file


@cache
def scored() -> RegimeFile:
    """The Citizen Score in its mandatory phase, from month 0 on."""
    return Regime.load("citizen-score").in_phase("mandatory").file


@cache
def none() -> RegimeFile:
    return Regime.load("none").file


def spec() -> FirmsSpec:
    firms = china().firms
    assert firms
    return firms


def rules() -> FirmRules:
    found = scored().firms
    assert found
    return found


def changed(file: Any, **parts: Any) -> Any:
    return file.model_copy(update=parts)


def society(**parts: Any) -> SocietyFile:
    """The society whose firms differ in these parts."""
    return changed(china(), firms=changed(spec(), **parts))


def regime(**parts: Any) -> RegimeFile:
    """The Citizen Score whose rules for firms differ in these parts."""
    return changed(scored(), firms=changed(rules(), **parts))


def activity(name: str, **parts: Any) -> SocietyFile:
    return society(activities=[changed(each, **parts) if each.id == name else each for each in spec().activities])


def decision(name: str, **parts: Any) -> SocietyFile:
    return society(decisions=[changed(each, **parts) if each.id == name else each for each in spec().decisions])


def trade(**values: float) -> SocietyFile:
    return society(trade=changed(spec().trade, **{name: figure(value) for name, value in values.items()}))


@dataclass
class Life:
    """A world that has lived, and the months of its firms from the first under the regime on."""

    world: World
    months: list[Traded] = field(default_factory=list[Traded])

    @property
    def firms(self) -> Firms:
        assert self.world.firms
        return self.world.firms

    def column(self, name: str) -> Any:
        return getattr(self.world.state, name)[..., : self.world.people]

    def done(self, name: str) -> int:
        place = [each.id for each in spec().activities].index(name)
        return sum(int(month.done[place].sum()) for month in self.months)

    def said(self, name: str, answer: int) -> int:
        place = [each.id for each in spec().decisions].index(name)
        return sum(int((month.said[place] == answer).sum()) for month in self.months)

    def total(self, name: str) -> int:
        return sum(int(getattr(month, name)) for month in self.months)


def live(
    people: SocietyFile, under: RegimeFile, *, citizens: int = 3000, months: int = 24, seed: int = 1,
    partitions: int = 1, look: Look | None = None,
) -> Life:  # fmt: skip
    """Let a world live its run-in and so many months. `look` sees every month after it."""
    world = begin(people, under, citizens, 1, seed, months=months, partitions=partitions, with_ties=False)
    life = Life(world)
    for _ in range(world.run_in + months):
        month = step(world)
        if world.firms and month.month == -1:
            world.firms.forget()
        if month.traded and month.month >= 0:
            life.months.append(month.traded)
        if look is not None:
            look(world, month)
    return life

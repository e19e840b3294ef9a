"""From what was asked for to the months lived: one way, for running, for looking again and for checking."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from counterscore.catalogue.problem import Fault, Problem
from counterscore.engine.core.team import team
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.load import Regime
from counterscore.run.beginnings import Beginnings
from counterscore.run.chronicle import Chronicle, Told, Watch, chronicle, run_in
from counterscore.run.following import Follow
from counterscore.run.register import lines
from counterscore.society.load import Society

SMALL = 40_000  # citizens up to which another thread, woken some thousand times in ten years, gains nothing


@dataclass(frozen=True)
class Setting:
    """Everything that a run depends on; and `threads` and `partitions`, on which nothing depends."""

    society: Society
    regime: Regime
    citizens: int
    months: int
    people_seed: int
    seed: int
    threads: int
    partitions: int

    @property
    def run_in(self) -> int:
        """Months that the society lives without any regime first."""
        return int(self.society.file.society.run_in.value)


def months_asked(months: int | None, years: int | None) -> int:
    """Return how many months are asked for, ten years without a word; a Problem for both at once."""
    if months is not None and years is not None:
        raise Problem(Fault("months and years cannot both be given", key="months"))
    return months if months is not None else 12 * (10 if years is None else years)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads_for(citizens: int) -> int:
    """Return on how many threads so many people live soonest: on all processors, but on one in a small world."""
    return 1 if citizens <= SMALL else processors()


@contextmanager
def beginning(setting: Setting, kept: Beginnings | None = None) -> Generator[World]:
    """Give the world before its run-in, or after it if that was `kept`; its threads end with the context."""
    with team(setting.threads) as threads:
        world = (kept and kept.taken(setting, threads)) or begin(
            setting.society.file, setting.regime.file, setting.citizens, setting.people_seed, setting.seed,
            months=setting.months, partitions=setting.partitions, team=threads,
        )  # fmt: skip
        yield world
        world.team = None  # who reads it later has no threads to ask


def settle(setting: Setting, world: World, told: Told, kept: Beginnings | None = None) -> None:
    """Let the world live its run-in, unless it has, and keep it for worlds of the same people under other regimes."""
    if world.month < 0:
        run_in(world, told)
        if kept is not None:
            kept.keep(setting, world)


def lived(
    setting: Setting, world: World, follow: Follow, told: Told, watch: Watch | None = None,
    kept: Beginnings | None = None,
) -> Chronicle:  # fmt: skip
    """Let the world live its run-in and its months. `watch`, if there is one, sees every month from month 0 on.

    `kept`: see `settle`.
    """
    settle(setting, world, told, kept)
    bands = lines(setting.regime.file)
    return chronicle(world, setting.months, follow, setting.people_seed, bands, told, watch)

"""Simulate the months of a scenario: the one way for new runs, for repeating a run, and for checking it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from counterscore.engine.core.team import team
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.chronicle import Chronicle, Watch, burn_in, chronicle
from counterscore.run.following import Follow
from counterscore.run.parallelism import Parallelism
from counterscore.run.progress import OnTick, ignore_tick
from counterscore.run.register import lines
from counterscore.run.scenario import Scenario


@contextmanager
def new_world(
    scenario: Scenario, parallelism: Parallelism | None = None, burn_ins: BurnInCache | None = None
) -> Generator[World]:  # fmt: skip
    """Yield the world of a scenario before its burn-in, or after it if the cache `burn_ins` has it.

    `parallelism`: by default, the fastest. The threads end with the context.
    """
    shared = parallelism or Parallelism.of(scenario.citizens)
    with team(shared.threads) as threads:
        resumed = None if burn_ins is None else burn_ins.resume(scenario, shared.partitions, threads)
        world = resumed or begin(
            scenario.society.file, scenario.regime.file, scenario.citizens, scenario.people_seed, scenario.seed,
            months=scenario.months, partitions=shared.partitions, team=threads,
        )  # fmt: skip
        yield world
        world.team = None  # its threads have ended


def finish_burn_in(scenario: Scenario, world: World, on_tick: OnTick, burn_ins: BurnInCache | None = None) -> None:
    """Run the burn-in of a world, unless it is over, and add it to `burn_ins`, for scenarios of the same people."""
    if world.month < 0:
        burn_in(world, on_tick)
        if burn_ins is not None:
            burn_ins.keep(scenario, world)


def run_world(
    scenario: Scenario, world: World, follow: Follow = 0, on_tick: OnTick = ignore_tick, watch: Watch | None = None,
    burn_ins: BurnInCache | None = None,
) -> Chronicle:  # fmt: skip
    """Run the burn-in and the months of a world, and return what was recorded.

    `on_tick` is called after every month, those of the burn-in included. `watch` observes every month from month 0 on.
    `burn_ins`: see `finish_burn_in`.
    """
    finish_burn_in(scenario, world, on_tick, burn_ins)
    bands = lines(scenario.regime.file)
    return chronicle(world, scenario.months, follow, scenario.people_seed, bands, on_tick, watch)

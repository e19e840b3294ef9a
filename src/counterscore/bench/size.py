"""One size of the benchmark, measured in its own process so that the peak memory is that of this size."""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from counterscore.bench.limit import limit
from counterscore.bench.reference.month import step as reference_step
from counterscore.bench.steps import timed
from counterscore.engine.core.team import team
from counterscore.engine.month import Step, step
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.regime.load import Regime
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile

_WARM_UP = 6
_REGIME, _PHASE = "citizen-score", "mandatory"  # everybody is scored, ranked and judged: the most expensive month
_LARGE = 5_000_000
_MONTHS, _MONTHS_OF_LARGE = 9, 3
# The reference month is not timed for more people: at ten million it takes over ten minutes.
_MOST_IN_NUMPY = 1_000_000
_NUMPY_BYTES = 700  # of memory a person for its intermediate arrays; with less it is not timed either
_SMALL = 100_000


def _month(world: World) -> float:
    """Simulate one month and return the seconds that it took."""
    since = perf_counter()
    step(world)
    return perf_counter() - since


def measure(citizens: int, processors: int, *, with_steps: bool) -> dict[str, Any]:
    """Measure one size: citizens, ns, peak (bytes), numpy_ns, the parts of the limit, and ns by step and kernel."""
    with team(processors) as threads:
        society, regime = people_alone(), Regime.load(_REGIME).in_phase(_PHASE).file
        months = _MONTHS if citizens < _LARGE else _MONTHS_OF_LARGE
        room = _WARM_UP + 3 * months + 1 - int(society.society.run_in.value)
        world = begin(society, regime, citizens, 1, 1, months=max(room, 0), partitions=processors, team=threads)
        world.burn_in = 0  # the regime is in force from the first month
        for _ in range(_WARM_UP):
            _month(world)
        seconds = median(_month(world) for _ in range(months))
        peak = _peak()
        steps = _by_step(world, months) if with_steps else {}
        kernels = _by_kernel(world, months, processors) if with_steps else {}
        blocks, numpy_seconds = _reference(world, citizens)
        parts = limit(world, blocks, processors)
    return {
        "citizens": citizens,
        "ns": seconds / citizens * 1e9,
        "peak": peak,
        "numpy_ns": None if numpy_seconds is None else numpy_seconds / citizens * 1e9,
        "limit": {**asdict(parts), **parts.sums()},
        "steps": {name: spent / citizens * 1e9 for name, spent in steps.items()},
        "kernels": {name: spent / citizens * 1e9 for name, spent in kernels.items()},
    }


def people_alone() -> SocietyFile:
    """Return the society that is measured. It has no firms, because times are stated per citizen."""
    return Society.load("china-2018").file.model_copy(update={"firms": None})


def _by_step(world: World, months: int) -> dict[str, float]:
    """Return the seconds of a month in each step, by name."""
    spent: dict[str, float] = {}

    def on_step(each: Step, seconds: float) -> None:
        spent[each.name] = spent.get(each.name, 0.0) + seconds / months

    for _ in range(months):
        step(world, on_step)
    return spent


def _by_kernel(world: World, months: int, processors: int) -> dict[str, float]:
    """Return the seconds of a month in each kernel and outside of kernels, by name.

    Kernels that are called once a partition run on all threads at once.
    """
    with timed() as times:
        whole = sum(_month(world) for _ in range(months)) / months
    spent: dict[str, float] = {}
    for name, calls in times.items():
        at_once = processors if len(calls) == months * world.partitions else 1
        spent[name] = sum(calls) / at_once / months
    return {**spent, "between": whole - sum(spent.values())}


def _reference(world: World, citizens: int) -> tuple[float, float | None]:
    """Return the random blocks that a citizen draws in a month, and the seconds that the month takes in NumPy.

    Blocks are counted in a smaller world, and the seconds are None, if this one is too large for NumPy.
    """
    memory = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if citizens > _MOST_IN_NUMPY or memory < world.people * _NUMPY_BYTES:
        society, regime = people_alone(), Regime.load(_REGIME).in_phase(_PHASE).file
        small = begin(society, regime, _SMALL, 1, 1)
        small.burn_in = 0
        for _ in range(_WARM_UP):
            step(small)
        return reference_step(small).blocks / _SMALL, None
    people, since = world.people, perf_counter()
    blocks = reference_step(world).blocks
    return blocks / people, perf_counter() - since


def _peak() -> int:
    """Return the peak memory of this process, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]), with_steps=sys.argv[3:] == ["--steps"])))

"""One synthetic person in both worlds of a comparison."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from counterscore.run.in_memory import in_memory
from counterscore.run.parallelism import SEQUENTIAL
from counterscore.run.reading import Run
from counterscore.run.world import new_world, run_world
from counterscore.study.comparison.compare import Comparison


def most_affected(comparison: Comparison) -> int:
    """Return the id of the person of the first population who loses by most measures under the first regime.

    The lowest id of several.
    """
    citizens = comparison.scenario.citizens
    lost = np.zeros(citizens, np.int64)
    for effects in comparison.effects.values():
        mean = effects.mean[:citizens]
        lost += np.where(np.isnan(mean), 0, mean < -effects.line)
    return int(np.argmax(lost))


def followed(comparison: Comparison, id: int) -> tuple[Run, Run]:
    """Simulate both worlds again with the first random seed; return both runs, with every act of this person."""
    with ThreadPoolExecutor(2, thread_name_prefix="life") as pool:  # kernels release the GIL
        first, second = pool.map(partial(_followed, comparison, id), (0, 1))
    return first, second


def _followed(comparison: Comparison, id: int, which: int) -> Run:
    scenario = comparison.scenario.under((comparison.first, comparison.second)[which])
    with new_world(scenario, SEQUENTIAL) as world:
        return in_memory(scenario, run_world(scenario, world, [id]), SEQUENTIAL)

"""The limits of a study besides those of its scenario: the number of random seeds, and whole years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterscore.catalogue.problem import Fault, Problem, within
from counterscore.run.scenario import SEED
from counterscore.study.replicates import SEEDS

if TYPE_CHECKING:
    from counterscore.run.scenario import Scenario


def seeds_of(scenario: Scenario, count: int, least: int = SEEDS.least) -> range:
    """Return `count` random seeds, one per replicate, from the scenario's on. Raises a Problem beyond the limits."""
    within("seeds", count, least, SEEDS.most)
    for name in ("people_seed", "seed"):
        within(name, getattr(scenario, name), SEED.least, SEED.most - SEEDS.most)
    return range(scenario.seed, scenario.seed + count)


def refuse_part_of_a_year(months: int) -> None:
    """Raise a Problem unless the months are whole years."""
    if months % 12:
        raise Problem(Fault("a study simulates whole years", "months", str(months), "a multiple of 12"))

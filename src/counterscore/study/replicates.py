"""The replicates of a study: populations, and random seeds for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from counterscore.catalogue.problem import within
from counterscore.run.scenario import SEED, Limits

if TYPE_CHECKING:
    from counterscore.run.scenario import Scenario

POPULATIONS, SEEDS = Limits(1, 1000), Limits(1, 1000)


class Replicate(NamedTuple):
    """One population, drawn with `people_seed`, and the random seed for what happens to it."""

    people_seed: int
    seed: int


@dataclass(frozen=True)
class Replicates:
    """The numbers of `populations` and of random `seeds` for each of them.

    Populations are drawn with consecutive people seeds from the `first` on. No two replicates share a random seed, so
    that what happens to one population does not depend on what happens to another.

    >>> list(Replicates(populations=2, seeds=2, first=Replicate(1, 1)))[2:]
    [Replicate(people_seed=2, seed=3), Replicate(people_seed=2, seed=4)]
    """

    populations: int
    seeds: int
    first: Replicate

    def __len__(self) -> int:
        return self.populations * self.seeds

    def __iter__(self) -> Iterator[Replicate]:
        for place in range(len(self)):
            yield Replicate(self.first.people_seed + place // self.seeds, self.first.seed + place)

    def of(self, scenario: Scenario) -> list[Scenario]:
        """Return the scenario with each population and random seed, population by population."""
        return [scenario.with_people(each.people_seed).with_seed(each.seed) for each in self]


def replicate_of(scenario: Scenario, seed: int) -> Scenario:
    """Return the replicate of a study with this random seed, which has people of its own.

    Its people seed is as far from the scenario's as its random seed, so intervals over replicates cover other people
    too.
    """
    return scenario.with_people(scenario.people_seed + seed - scenario.seed).with_seed(seed)


def replicates_of(scenario: Scenario, populations: int, seeds: int, least_seeds: int = SEEDS.least) -> Replicates:
    """Return the replicates from the scenario's own seeds on. Raises a Problem beyond the limits."""
    within("populations", populations, *POPULATIONS)
    within("seeds", seeds, least_seeds, SEEDS.most)
    within("people_seed", scenario.people_seed, SEED.least, SEED.most - populations)
    within("seed", scenario.seed, SEED.least, SEED.most - populations * seeds)
    return Replicates(populations, seeds, Replicate(scenario.people_seed, scenario.seed))

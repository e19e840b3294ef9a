"""Simulate a regime with and without its gate for school places, and compare the same children once they are adults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Event
from typing import Unpack

import numpy as np

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.clauses import clauses, without
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.run.parallelism import SEQUENTIAL
from counterscore.run.progress import OnProgress
from counterscore.run.scenario import Scenario, ScenarioOptions, scenario_for
from counterscore.run.world import new_world, run_world
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.generation.schooling import Grown, Schooling
from counterscore.study.limits import refuse_part_of_a_year, seeds_of
from counterscore.study.replicates import Replicate, Replicates, replicate_of
from counterscore.study.worlds import each_in_threads, until

USUAL_CITIZENS, USUAL_YEARS = 4_000, 40
MIDDLE = 0.5
HALVES = {"lower": "parents in the lower half of the ranks", "upper": "parents in the upper half of the ranks"}
# By field of `Grown`: the title of the outcome, its unit and its decimals.
OUTCOMES = {
    "schooled": ("place at a good school", "share", 3),
    "education": ("education", "levels", 3),
    "income": ("income", "yuan a month", 0),
}


@dataclass(frozen=True)
class TwinMeans:
    """One replicate: the mean of each outcome and half, with and without the gate, and the number of `people`."""

    seed: int
    means: dict[tuple[str, str], tuple[float, float]]
    people: dict[str, int]


@dataclass(frozen=True)
class OutcomeDifference:
    """One outcome of the children of one half: with the gate, without it, and the difference with its interval.

    `placebo`: how far two averages over as many other populations differ under the same rules, in 19 of 20 cases.
    Without twins, a smaller difference could not be distinguished from chance. None with a single replicate.
    """

    outcome: str
    half: str
    gated: float
    free: float
    difference: Estimate
    placebo: float | None
    people: float

    @property
    def shown(self) -> bool:
        """Return whether the interval excludes 0 and the difference is larger than the placebo difference."""
        value = self.difference.value
        return self.difference.sure and value is not None and self.placebo is not None and abs(value) > self.placebo


@dataclass(frozen=True, kw_only=True)
class Generation:
    """What a gate for school places does to children once they are adults. All people are synthetic."""

    scenario: Scenario
    gates: tuple[str, ...]
    twins: tuple[TwinMeans, ...]

    @property
    def replicates(self) -> Replicates:
        """Return the populations and random seeds: one seed for each population."""
        return Replicates(len(self.twins), 1, Replicate(self.scenario.people_seed, self.scenario.seed))

    @cached_property
    def findings(self) -> list[OutcomeDifference]:
        """Return each outcome in each half."""
        return [self._finding(outcome, half) for outcome in OUTCOMES for half in HALVES]

    @cached_property
    def finding(self) -> dict[tuple[str, str], OutcomeDifference]:
        """Return the findings by outcome and half."""
        return {(found.outcome, found.half): found for found in self.findings}

    @cached_property
    def gap(self) -> dict[str, Estimate]:
        """Return by how much the gate widens the gap between the halves, by outcome: upper minus lower difference."""
        return {
            outcome: _estimate(
                [_moved(twins, outcome, "upper") - _moved(twins, outcome, "lower") for twins in self.twins]
            )
            for outcome in OUTCOMES
        }

    def _finding(self, outcome: str, half: str) -> OutcomeDifference:
        pairs = np.array([twins.means[outcome, half] for twins in self.twins])
        people = float(np.mean([twins.people[half] for twins in self.twins]))
        difference = _estimate([_moved(twins, outcome, half) for twins in self.twins])
        gated, free = pairs.mean(axis=0).tolist()
        return OutcomeDifference(outcome, half, gated, free, difference, _placebo(pairs[:, 0]), people)


def generation(
    regime: Regime | str | Scenario,
    society: Society | str | None = None,
    *,
    seeds: int = 8,
    workers: int | None = None,
    progress: OnProgress | None = None,
    **options: Unpack[ScenarioOptions],
) -> Generation:
    """Simulate the same people under a regime with and without its gate for school places, and compare them.

    People count if they were children when the gate decided and are adults at the end. They are divided by the rank of
    their parents at that time, in the world without the gate. `seeds`: the number of replicates, each with its own
    people and random seed. `workers`: how many are simulated at a time; results do not depend on it.
    `progress(done, total, word)` is called after each.

    The options of the scenario are `citizens` (4,000 by default), `years` (40) or `months`, `people_seed` (1) and
    `seed` (1), those of the first replicate. A `Scenario` may replace the regime, the society and these options. Raises
    a Problem if the regime has no such gate, or if an argument cannot be used.

    >>> found = generation("citizen-score", "village", citizens=200, years=1, seeds=2)
    >>> found.gates
    ('school-place',)
    """
    gated = scenario_for(regime, society, options, citizens=USUAL_CITIZENS, years=USUAL_YEARS)
    refuse_part_of_a_year(gated.months)
    replicates = seeds_of(gated, seeds)
    gates = _gates(gated)
    free = gated.under(Regime.of(_without(gated.regime.file, gated.society.file, gates)))
    places = [place for place, decision in enumerate(gated.society.file.decisions) if decision.id in gates]

    def work(seed: int, cancel: Event) -> TwinMeans:
        return twins(seed, *(_grown(replicate_of(each, seed), places, cancel) for each in (gated, free)))

    done: dict[int, TwinMeans] = {}
    for place, found in each_in_threads(replicates, work, workers):
        done[place] = found
        if progress:
            progress(len(done), seeds, f"{2 * seeds} worlds")
    return Generation(scenario=gated, gates=gates, twins=tuple(done[place] for place in range(seeds)))


def _gates(scenario: Scenario) -> tuple[str, ...]:
    """The decisions on school places that the regime has a gate for. Raises a Problem if there are none."""
    schools, gates = schools_of(scenario.society.file), scenario.regime.file.gates
    found = tuple(gate.decision for gate in gates if gate.operator is None and gate.decision in schools)
    if not found:
        message = f"{scenario.regime.id} has no gate for school places"
        raise Problem(Fault(message, key="gates", allowed=", ".join(schools) or "a society with schools"))
    return found


def schools_of(society: SocietyFile) -> list[str]:
    """Return the decisions that grant a place at a good school."""
    return [each.id for each in society.decisions if any(effect.changes == "schooled" for effect in each.granted)]


def _without(file: RegimeFile, society: SocietyFile, gates: Sequence[str]) -> RegimeFile:
    names = {f"gate.{decision}" for decision in gates}
    return without(file, [clause for clause in clauses(file, society) if clause.id in names])


def _grown(scenario: Scenario, places: list[int], cancel: Event) -> Grown:
    with new_world(scenario, SEQUENTIAL) as world:
        watch = Schooling(places)
        run_world(scenario, world, on_tick=until(cancel), watch=watch)
        return watch.grown(world)


def twins(seed: int, gated: Grown, free: Grown) -> TwinMeans:
    """Return the mean outcomes of children who are adults in both worlds, by the half in which their parents ranked."""
    _, one, other = np.intersect1d(gated.key, free.key, return_indices=True)
    upper = free.standing[other] >= MIDDLE
    halves = {"lower": ~upper, "upper": upper}
    means = {
        (outcome, half): (_mean(getattr(gated, outcome)[one][flags]), _mean(getattr(free, outcome)[other][flags]))
        for outcome in OUTCOMES
        for half, flags in halves.items()
    }
    return TwinMeans(seed, means, {half: int(flags.sum()) for half, flags in halves.items()})


def _mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _moved(found: TwinMeans, outcome: str, half: str) -> float:
    gated, free = found.means[outcome, half]
    return gated - free


def _estimate(values: list[float]) -> Estimate:
    """The mean over replicates; None if there was nobody to measure in one of them."""
    return estimate([None if np.isnan(value) else value for value in values])


def _placebo(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    from counterscore.study.designs import student

    if len(values) < 2:
        return None
    return float(student(len(values) - 1) * np.std(values, ddof=1) * np.sqrt(2 / len(values)))

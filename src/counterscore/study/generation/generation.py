"""A regime with its gate before school places and without it: the same children with the same seeds, when grown."""

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
from counterscore.study.worlds import each_in_threads, until

USUAL_CITIZENS, USUAL_YEARS = 4_000, 40
MIDDLE = 0.5
HALVES = {"lower": "parents in the lower half of the ranks", "upper": "parents in the upper half of the ranks"}
# What is compared: its name in `Grown`, what it is called, its unit, and its decimals.
OUTCOMES = {
    "schooled": ("place at a good school", "share", 3),
    "education": ("education", "levels", 3),
    "income": ("income", "yuan a month", 0),
}


@dataclass(frozen=True)
class TwinMeans:
    """One random seed: of each outcome and half, the mean with the gate and without it; `people` by half."""

    seed: int
    means: dict[tuple[str, str], tuple[float, float]]
    people: dict[str, int]


@dataclass(frozen=True)
class OutcomeDifference:
    """One outcome among the children of one half: with the gate, without it, and the difference with its interval.

    `placebo`: by how much two averages over as many other seeds under the same rules differ, in nineteen of twenty
    cases, so that a smaller difference is none to be seen without twins; None with a single seed.
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
        """Whether the interval leaves 0 out and the difference is beyond what placebo worlds differ by."""
        value = self.difference.value
        return self.difference.sure and value is not None and self.placebo is not None and abs(value) > self.placebo


@dataclass(frozen=True, kw_only=True)
class Generation:
    """What a gate before school places has come to when the children under it are grown up. All are synthetic."""

    scenario: Scenario
    gates: tuple[str, ...]
    twins: tuple[TwinMeans, ...]

    @cached_property
    def findings(self) -> list[OutcomeDifference]:
        """Each outcome in each half."""
        return [self._finding(outcome, half) for outcome in OUTCOMES for half in HALVES]

    @cached_property
    def finding(self) -> dict[tuple[str, str], OutcomeDifference]:
        """The findings by outcome and half."""
        return {(found.outcome, found.half): found for found in self.findings}

    @cached_property
    def gap(self) -> dict[str, Estimate]:
        """By outcome, how much more the gate leaves between the halves: the upper's difference less the lower's."""
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
    """Simulate the same people under a regime and under the same without its gate before school places.

    Compared are those who had come of age by the end and were children when the gate decided over them, by how their
    parents ranked then (in the world without the gate), once for each of so many random `seeds`. The keywords of a
    scenario, unless one is given in place of a regime and a society: `citizens` (4,000), `years` (40) or `months`,
    `people_seed` (1) and `seed`, the first of the seeds (1). `workers`: worlds at a time, nothing depends on it.
    `progress(done, total, word)` is called as the work goes on. Raises a Problem for a regime without such a gate, and
    for what cannot be used.

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
        return twins(seed, *(_grown(each.with_seed(seed), places, cancel) for each in (gated, free)))

    done: dict[int, TwinMeans] = {}
    for place, found in each_in_threads(replicates, work, workers):
        done[place] = found
        if progress:
            progress(len(done), seeds, f"{2 * seeds} worlds")
    return Generation(scenario=gated, gates=gates, twins=tuple(done[place] for place in range(seeds)))


def _gates(scenario: Scenario) -> tuple[str, ...]:
    """The decisions over school places that the regime gates; a Problem if there is none."""
    schools, gates = schools_of(scenario.society.file), scenario.regime.file.gates
    found = tuple(gate.decision for gate in gates if gate.operator is None and gate.decision in schools)
    if not found:
        message = f"{scenario.regime.id} has no gate before a school place"
        raise Problem(Fault(message, key="gates", allowed=", ".join(schools) or "a society with schools"))
    return found


def schools_of(society: SocietyFile) -> list[str]:
    """Return the decisions by which a child comes to a good school."""
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
    """Return what became of the children who are grown up in both worlds, by the half in which their parents stood."""
    _, one, other = np.intersect1d(gated.key, free.key, return_indices=True)
    upper = free.standing[other] >= MIDDLE
    halves = {"lower": ~upper, "upper": upper}
    means = {
        (outcome, half): (_mean(getattr(gated, outcome)[one][who]), _mean(getattr(free, outcome)[other][who]))
        for outcome in OUTCOMES
        for half, who in halves.items()
    }
    return TwinMeans(seed, means, {half: int(who.sum()) for half, who in halves.items()})


def _mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _moved(found: TwinMeans, outcome: str, half: str) -> float:
    gated, free = found.means[outcome, half]
    return gated - free


def _estimate(values: list[float]) -> Estimate:
    """The mean over seeds; none where for some seed nobody was there to look at."""
    return estimate([None if np.isnan(value) else value for value in values])


def _placebo(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    from counterscore.study.designs import student

    if len(values) < 2:
        return None
    return float(student(len(values) - 1) * np.std(values, ddof=1) * np.sqrt(2 / len(values)))

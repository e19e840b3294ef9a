"""A regime with its gate before school places and without it: the same children with the same luck, when grown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Event

import numpy as np

from counterscore.catalogue.problem import Fault, Problem, within
from counterscore.regime.clauses import clauses, without
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.run.world import Setting, beginning, lived
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.generation.schooling import Grown, Schooling
from counterscore.study.worlds import Interrupted, each

Progress = Callable[[int, int, str], None]
MOST_SEEDS = 1000
MIDDLE = 0.5
HALVES = {"lower": "parents in the lower half of the ranks", "upper": "parents in the upper half of the ranks"}
# What is compared: its name in `Grown`, what it is called, its unit, and its decimals.
OUTCOMES = {
    "schooled": ("had a place at a good school", "share", 3),
    "education": ("education", "levels", 3),
    "income": ("income", "yuan a month", 0),
}


@dataclass(frozen=True)
class TwinMeans:
    """One luck: of each outcome and half, the mean with the gate and without it; `people` by half."""

    seed: int
    means: dict[tuple[str, str], tuple[float, float]]
    people: dict[str, int]


@dataclass(frozen=True)
class Finding:
    """One outcome among the children of one half: with the gate, without it, and the difference with its interval.

    `placebo`: by how much two averages over as many other lucks under the same rules differ, in nineteen of twenty
    cases, so that a smaller difference is none to be seen without twins; None with a single luck.
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


@dataclass(frozen=True)
class Generation:
    """What a gate before school places has come to when the children under it are grown up. All are synthetic."""

    society: Society
    regime: Regime
    gates: tuple[str, ...]
    citizens: int
    months: int
    people_seed: int
    twins: tuple[TwinMeans, ...]

    @cached_property
    def findings(self) -> list[Finding]:
        """Each outcome in each half."""
        return [self._finding(outcome, half) for outcome in OUTCOMES for half in HALVES]

    @cached_property
    def finding(self) -> dict[tuple[str, str], Finding]:
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

    def _finding(self, outcome: str, half: str) -> Finding:
        pairs = np.array([twins.means[outcome, half] for twins in self.twins])
        people = float(np.mean([twins.people[half] for twins in self.twins]))
        difference = _estimate([_moved(twins, outcome, half) for twins in self.twins])
        gated, free = pairs.mean(axis=0).tolist()
        return Finding(outcome, half, gated, free, difference, _placebo(pairs[:, 0]), people)


def generation(
    regime: Regime | str,
    society: Society | str | None = None,
    *,
    citizens: int = 4_000,
    years: int = 40,
    people_seed: int = 1,
    seed: int = 1,
    seeds: int = 8,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Generation:
    """Let the same people live under a regime and under the same without its gate before school places.

    Compared are those who had come of age by the end and were children when the gate decided over them, by how their
    parents ranked then (in the world without the gate). `seeds` lucks, from `seed` on; `workers`: worlds at a time,
    nothing depends on it. Raises a Problem for a regime without such a gate, and for what cannot be used.

    >>> found = generation("citizen-score", "village", citizens=200, years=1, seeds=2)
    >>> found.gates
    ('school-place',)
    """
    rules = Regime.load(regime) if isinstance(regime, str) else regime
    people = society if isinstance(society, Society) else Society.load(society or rules.file.regime.society)
    check(rules, people)
    _refuse(citizens, years, seeds, seed, people_seed)
    schools = schools_of(people.file)
    gates = tuple(gate.decision for gate in rules.file.gates if gate.operator is None and gate.decision in schools)
    if not gates:
        message = f"{rules.id} has no gate before a school place"
        raise Problem(Fault(message, key="gates", allowed=", ".join(schools) or "a society with schools"))
    free = Regime.of(_without(rules.file, people.file, gates))
    places = [place for place, decision in enumerate(people.file.decisions) if decision.id in gates]
    lucks = range(seed, seed + seeds)

    def work(luck: int, called_off: Event) -> TwinMeans:
        pair = [
            _grown(Setting(people, which, citizens, 12 * years, people_seed, luck, 1, 1), places, called_off)
            for which in (rules, free)
        ]
        return twins(luck, *pair)

    done: dict[int, TwinMeans] = {}
    for place, found in each(lucks, work, workers):
        done[place] = found
        if progress:
            progress(len(done), seeds, f"{2 * seeds} worlds")
    return Generation(
        people, rules, gates, citizens, 12 * years, people_seed, tuple(done[place] for place in range(seeds))
    )


def schools_of(society: SocietyFile) -> list[str]:
    """Return the decisions by which a child comes to a good school."""
    return [each.id for each in society.decisions if any(effect.changes == "schooled" for effect in each.granted)]


def _without(file: RegimeFile, society: SocietyFile, gates: Sequence[str]) -> RegimeFile:
    names = {f"gate.{decision}" for decision in gates}
    return without(file, [clause for clause in clauses(file, society) if clause.id in names])


def _grown(setting: Setting, places: list[int], called_off: Event) -> Grown:
    def told(tick: int) -> None:
        if called_off.is_set():
            raise Interrupted

    with beginning(setting) as world:
        watch = Schooling(places)
        lived(setting, world, 0, told, watch)
        return watch.grown(world)


def twins(luck: int, gated: Grown, free: Grown) -> TwinMeans:
    """Return what became of the children who are grown up in both worlds, by the half in which their parents stood."""
    _, one, other = np.intersect1d(gated.key, free.key, return_indices=True)
    upper = free.standing[other] >= MIDDLE
    halves = {"lower": ~upper, "upper": upper}
    means = {
        (outcome, half): (_mean(getattr(gated, outcome)[one][who]), _mean(getattr(free, outcome)[other][who]))
        for outcome in OUTCOMES
        for half, who in halves.items()
    }
    return TwinMeans(luck, means, {half: int(who.sum()) for half, who in halves.items()})


def _mean(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _moved(found: TwinMeans, outcome: str, half: str) -> float:
    gated, free = found.means[outcome, half]
    return gated - free


def _estimate(values: list[float]) -> Estimate:
    """The mean over lucks; none where in some luck nobody was there to look at."""
    return estimate([None if np.isnan(value) else value for value in values])


def _placebo(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    from counterscore.study.designs import student

    if len(values) < 2:
        return None
    return float(student(len(values) - 1) * np.std(values, ddof=1) * np.sqrt(2 / len(values)))


def _refuse(citizens: int, years: int, seeds: int, seed: int, people_seed: int) -> None:
    bounds = {
        "citizens": (citizens, 100, 200_000_000), "years": (years, 1, 100), "seeds": (seeds, 1, MOST_SEEDS),
        "seed": (seed, 0, 2**63 - 1 - MOST_SEEDS), "people_seed": (people_seed, 0, 2**63 - 1),
    }  # fmt: skip
    for key, (value, least, most) in bounds.items():
        within(key, value, least, most)

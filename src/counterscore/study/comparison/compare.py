"""compare: simulate the same people under two regimes and compare what became of them, for several populations."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from threading import Event
from typing import Unpack

import numpy as np

from counterscore.chance.kernel import cold
from counterscore.measure.groups import TITLES
from counterscore.measure.protocol import Measure
from counterscore.measure.registry import measures as registered
from counterscore.regime.load import Regime
from counterscore.run import precompile
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.parallelism import processors
from counterscore.run.progress import OnProgress, ignore_progress
from counterscore.run.scenario import Scenario, ScenarioOptions, refuse_unknown, scenario_for
from counterscore.society.load import Society
from counterscore.study.comparison.comparison_cache import ComparisonCache
from counterscore.study.comparison.losses import PersonEffects, SidesByGroup, effects, quantiles
from counterscore.study.comparison.pair import Pair, pair, personal
from counterscore.study.estimate import Estimate, nested
from counterscore.study.process_pool import each_in_processes
from counterscore.study.replicates import Replicates, replicates_of
from counterscore.study.worlds import each_in_threads, outcomes_of

_COMPILING = "compiling once, about half a minute"
# From this many person-months on, in one world of each pair, processes are faster although they start slowly.
_MUCH = 8_000_000
POPULATIONS, SEEDS = 8, 2  # by default


class ComparisonOptions(ScenarioOptions, total=False):
    """The options of a scenario, the number of `populations`, and the number of random `seeds` for each."""

    populations: int
    seeds: int


@dataclass(frozen=True)
class GroupFigure:
    """One measure of one group: its value in the first world, in the second, and the difference, with intervals."""

    measure: Measure
    group: str
    first: Estimate
    second: Estimate
    difference: Estimate
    people: int

    @property
    def why_none(self) -> str | None:
        """Return why the difference cannot be computed; None if it can."""
        if self.difference.value is not None:
            return None
        if not self.people:
            return "this group has no members"
        if self.first.value is None and self.second.value is None:
            return self.measure.about.undefined or "nothing to measure in at least one of the replicates"
        return "it applies to only one of the two worlds"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A `scenario` compared with its twin under a `second` regime, once for each of the `replicates`.

    The two differ only in their rules; all people are synthetic. `pairs`: in the order of the replicates.
    """

    scenario: Scenario
    second: Regime
    replicates: Replicates
    measures: tuple[Measure, ...]
    pairs: tuple[Pair, ...]

    @property
    def first(self) -> Regime:
        """Return the regime of the scenario."""
        return self.scenario.regime

    @cached_property
    def figures(self) -> list[GroupFigure]:
        """Return every measure of every group, in the order of the measures."""
        table = np.stack([pair.figures for pair in self.pairs])
        members = np.stack([pair.members for pair in self.pairs]).mean(axis=0)
        shape = self.replicates.populations, self.replicates.seeds
        return [
            GroupFigure(measure, group, *_three(table[:, m, g].reshape(*shape, 3)), n)
            for m, measure in enumerate(self.measures)
            for g, (group, n) in enumerate(zip(TITLES, members.round().astype(int).tolist(), strict=True))
            if measure.about.groups == "every" or group == "all"
        ]

    @cached_property
    def figure(self) -> dict[tuple[str, str], GroupFigure]:
        """Return the figures by measure and group."""
        return {(each.measure.id, each.group): each for each in self.figures}

    @cached_property
    def effects(self) -> dict[str, PersonEffects]:
        """Return the effects on people present from the start, by measure; only if more or less of it is better.

        People of all populations stand in one row, population by population.
        """
        own, seeds = personal(self.measures), self.replicates.seeds
        populations = [self.pairs[first : first + seeds] for first in range(0, len(self.pairs), seeds)]
        return {
            measure.id: effects(populations, place, measure.about, self.scenario.citizens)
            for place, measure in enumerate(own)
            if measure.about.better != "neither"
        }

    @cached_property
    def sides(self) -> SidesByGroup:
        """Return the shares of people who lose and who gain, by measure and group, computed when they are asked for."""
        firsts = self.pairs[:: self.replicates.seeds]
        belongs = np.concatenate([_of_citizens(pair, self.scenario.citizens) for pair in firsts], axis=1)
        return SidesByGroup(self.effects, dict(zip(TITLES, belongs, strict=True)))

    @cached_property
    def quantiles(self) -> dict[str, dict[int, float]]:
        """Return percentiles of the effect on people, by measure."""
        return {id: quantiles(found) for id, found in self.effects.items()}

    @property
    def unmatched(self) -> tuple[float, float]:
        """Return how many people exist only in the first world, and only in the second; means over replicates."""
        found = np.stack([pair.unmatched for pair in self.pairs]).mean(axis=0)
        return float(found[0]), float(found[1])


def compare(
    first: Regime | str | Scenario,
    second: Regime | str = "none",
    *,
    society: Society | None = None,
    measures: Sequence[str] | None = None,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: OnProgress | None = None,
    cancel: Event | None = None,
    **options: Unpack[ComparisonOptions],
) -> Comparison:
    """Simulate the same people under two regimes and compare what became of them.

    `society`: by default that of the first regime. `measures`: ids; all that need no other world if None. `workers`:
    how many worlds are simulated at a time; results do not depend on it. `out`: a folder for `effects.parquet` and for
    finished worlds, so that an interrupted comparison resumes where it stopped. `progress(done, total, word)` is called
    after each population. Setting `cancel` from another thread raises Interrupted.

    The other options are `populations` (8), how many populations of the society are drawn, so that intervals cover
    others like them; `seeds` (2), the number of random seeds for each; and those of the scenario: `citizens` (20,000),
    `years` (10) or `months`, `people_seed` (1) and `seed` (1), the first people seed and the first random seed. A
    `Scenario` may replace the first regime, the society and the options of the scenario. Raises a Problem if an
    argument cannot be used.

    >>> found = compare("citizen-score", citizens=100, months=2, populations=2, measures=["refused"])
    >>> found.figure["refused", "all"].difference.value is not None
    True
    """
    refuse_unknown(options, ComparisonOptions.__optional_keys__)
    populations, seeds = options.pop("populations", POPULATIONS), options.pop("seeds", SEEDS)
    scenario = scenario_for(first, society, options)
    twin = scenario.under(Regime.load(second) if isinstance(second, str) else second)
    replicates = replicates_of(scenario, populations, seeds)
    chosen = registered(scenario.society.file, measures)
    work = _Twins(twin.regime, tuple(chosen))
    cache = ComparisonCache.open(out, scenario, twin, chosen)
    pairs = _pairs(replicates.of(scenario), work, cache, workers, progress or ignore_progress, cancel)
    found = Comparison(
        scenario=scenario, second=twin.regime, replicates=replicates, measures=tuple(chosen), pairs=tuple(pairs)
    )  # fmt: skip
    cache.finish(found.pairs, personal(chosen))
    return found


def _pairs(
    scenarios: Sequence[Scenario], work: _Twins, cache: ComparisonCache, workers: int | None, on_progress: OnProgress,
    cancel: Event | None,
) -> list[Pair]:  # fmt: skip
    """Return the twins of every replicate, in order; those in the cache are not simulated again."""
    done = {place: cached for place, scenario in enumerate(scenarios) if (cached := cache.get(scenario))}
    missing = [place for place in range(len(scenarios)) if place not in done]
    word, total = f"{2 * len(scenarios)} worlds", len(scenarios)
    on_progress(len(done), total, _COMPILING if missing and cold() else word)
    most = workers or processors()
    jobs = _jobs(scenarios, missing, most)
    for which, found in _worked([[scenarios[place] for place in job] for job in jobs], work, most, cancel):
        for place, twins in zip(jobs[which], found, strict=True):
            cache.add(twins)
            done[place] = twins
        on_progress(len(done), total, word)
    return [done[place] for place in range(len(scenarios))]


def _jobs(scenarios: Sequence[Scenario], missing: Sequence[int], workers: int) -> list[list[int]]:
    """Return the places that one worker simulates after another: those of one population, which share its burn-in.

    If there are fewer populations than workers, every replicate is a job of its own.
    """
    populations = [list(group) for _, group in groupby(missing, lambda place: scenarios[place].people_seed)]
    return populations if len(populations) >= workers else [[place] for place in missing]


@dataclass(frozen=True)
class _Twins:
    """The work on some replicates of one population: simulate both worlds of each after one burn-in; measure them."""

    other: Regime
    measures: tuple[Measure, ...]

    def __call__(self, job: Sequence[Scenario], cancel: Event | None = None) -> list[Pair]:
        burn_ins = BurnInCache()
        return [self._pair(scenario, burn_ins, cancel) for scenario in job]

    def _pair(self, scenario: Scenario, burn_ins: BurnInCache, cancel: Event | None) -> Pair:
        worlds = (scenario, scenario.under(self.other))
        first, second = (outcomes_of(each, cancel, burn_ins, self.measures) for each in worlds)
        return pair(first, second, self.measures)


def _worked(
    jobs: Sequence[Sequence[Scenario]], work: _Twins, workers: int, cancel: Event | None
) -> Iterator[tuple[int, list[Pair]]]:
    """Yield the index of each job with its twins, as they are done: by processes for large work, else by threads.

    Measuring is mostly Python, for which threads have to wait for one another.
    """
    most = min(workers, len(jobs))
    if cancel or most < 2 or sum(each.months * each.citizens for job in jobs for each in job) < _MUCH:
        return each_in_threads(jobs, work, workers, cancel)
    if cold():  # or every process would compile the same code
        precompile.precompile()
    return each_in_processes(jobs, work, most)


def _three(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[Estimate, Estimate, Estimate]:
    """The figure in the first world, in the second, and the difference: populations x random seeds x three."""
    return nested(values[..., 0]), nested(values[..., 1]), nested(values[..., 2])


def _of_citizens(pair: Pair, citizens: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Groups x people present from the start. Groups are fixed at the start, and the same for every random seed."""
    table = np.zeros((len(pair.belongs), citizens), np.bool_)
    initial = pair.id < citizens
    table[:, pair.id[initial]] = pair.belongs[:, initial]
    return table

"""compare: simulate the same people under two regimes, with several random seeds, and compare what became of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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
from counterscore.run.scenario import Scenario, ScenarioOptions, scenario_for
from counterscore.society.load import Society
from counterscore.study.comparison.comparison_cache import ComparisonCache
from counterscore.study.comparison.losses import PersonEffects, Sides, effects, quantiles, sides
from counterscore.study.comparison.pair import Pair, pair, personal
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.limits import seeds_of
from counterscore.study.process_pool import each_in_processes
from counterscore.study.worlds import each_in_threads, outcomes_of

_COMPILING = "compiling once, about half a minute"
# From this many person-months on, in one world of each pair, processes are faster although they start slowly.
_MUCH = 8_000_000


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
            return self.measure.about.undefined or "nothing to measure with at least one of the random seeds"
        return "it applies to only one of the two worlds"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A `scenario` compared with its twin under a `second` regime, once for each of the random `seeds`.

    The two differ only in their rules; all people are synthetic.
    """

    scenario: Scenario
    second: Regime
    seeds: range
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
        return [
            GroupFigure(
                measure, group, _across(table[:, m, g, 0]), _across(table[:, m, g, 1]), _across(table[:, m, g, 2]), n
            )
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
        """Return the effects on people present from the start, by measure; only if more or less of it is better."""
        own = personal(self.measures)
        return {
            measure.id: effects(self.pairs, place, measure.about, self.scenario.citizens)
            for place, measure in enumerate(own)
            if measure.about.better != "neither"
        }

    @cached_property
    def sides(self) -> dict[tuple[str, str], Sides]:
        """Return the shares of people who lose and who gain, by measure and group."""
        belongs = _of_citizens(self.pairs[0], self.scenario.citizens)
        return {
            (id, group): sides(found, belongs[g])
            for id, found in self.effects.items()
            for g, group in enumerate(TITLES)
        }  # fmt: skip

    @cached_property
    def quantiles(self) -> dict[str, dict[int, float]]:
        """Return percentiles of the effect on people, by measure."""
        return {id: quantiles(found) for id, found in self.effects.items()}

    @property
    def unmatched(self) -> tuple[float, float]:
        """Return how many people exist only in the first world, and only in the second; means over the seeds."""
        found = np.stack([pair.unmatched for pair in self.pairs]).mean(axis=0)
        return float(found[0]), float(found[1])


def compare(
    first: Regime | str | Scenario,
    second: Regime | str = "none",
    *,
    society: Society | None = None,
    seeds: int = 8,
    measures: Sequence[str] | None = None,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: OnProgress | None = None,
    cancel: Event | None = None,
    **options: Unpack[ScenarioOptions],
) -> Comparison:
    """Simulate the same people under two regimes, with several random `seeds`, and compare what became of them.

    `society`: by default that of the first regime. `seeds`: the number of random seeds. `measures`: ids; all that
    need no other world if None. `workers`: how many worlds are simulated at a time; results do not depend on it. `out`:
    a folder for `effects.parquet` and for finished worlds, so that an interrupted comparison resumes where it stopped.
    `progress(done, total, word)` is called after each seed. Setting `cancel` from another thread raises Interrupted.

    The options of the scenario are `citizens` (20,000 by default), `years` (10) or `months`, `people_seed` (1) and
    `seed` (1), the first random seed. A `Scenario` may replace the first regime, the society and these options. Raises
    a Problem if an argument cannot be used.

    >>> found = compare("citizen-score", citizens=100, months=2, seeds=2, measures=["refused"])
    >>> found.figure["refused", "all"].difference.value is not None
    True
    """
    scenario = scenario_for(first, society, options)
    twin = scenario.under(Regime.load(second) if isinstance(second, str) else second)
    replicates = seeds_of(scenario, seeds)
    chosen = registered(scenario.society.file, measures)
    work = _Twins(twin.regime, tuple(chosen))
    cache = ComparisonCache.open(out, scenario, twin, chosen)
    jobs = [scenario.with_seed(seed) for seed in replicates]
    pairs = _pairs(jobs, work, cache, workers, progress or ignore_progress, cancel)
    found = Comparison(
        scenario=scenario, second=twin.regime, seeds=replicates, measures=tuple(chosen), pairs=tuple(pairs)
    )  # fmt: skip
    cache.finish(found.pairs, personal(chosen))
    return found


def _pairs(
    jobs: Sequence[Scenario], work: _Twins, cache: ComparisonCache, workers: int | None, on_progress: OnProgress,
    cancel: Event | None,
) -> list[Pair]:  # fmt: skip
    """Return the twins of every random seed, in order; those in the cache are not simulated again."""
    done = {place: cached for place, job in enumerate(jobs) if (cached := cache.get(job.seed))}
    missing = [place for place in range(len(jobs)) if place not in done]
    word = f"{2 * len(jobs)} worlds"
    on_progress(len(done), len(jobs), _COMPILING if missing and cold() else word)
    for which, found in _worked([jobs[place] for place in missing], work, workers or processors(), cancel):
        cache.add(found)
        done[missing[which]] = found
        on_progress(len(done), len(jobs), word)
    return [done[place] for place in range(len(jobs))]


@dataclass(frozen=True)
class _Twins:
    """The work on one random seed: simulate both worlds after one burn-in, and measure them."""

    other: Regime
    measures: tuple[Measure, ...]

    def __call__(self, job: Scenario, cancel: Event | None = None) -> Pair:
        burn_ins = BurnInCache()
        both = job, job.under(self.other)
        first, second = (outcomes_of(scenario, cancel, burn_ins, self.measures) for scenario in both)
        return pair(first, second, self.measures)


def _worked(jobs: Sequence[Scenario], work: _Twins, workers: int, cancel: Event | None) -> Iterator[tuple[int, Pair]]:
    """Yield the index of each seed with its twins, as they are done: by processes for large work, else by threads.

    Measuring is mostly Python, for which threads have to wait for one another.
    """
    most = min(workers, len(jobs))
    if cancel or most < 2 or sum(job.months * job.citizens for job in jobs) < _MUCH:
        return each_in_threads(jobs, work, workers, cancel)
    if cold():  # or every process would compile the same code
        precompile.precompile()
    return each_in_processes(jobs, work, most)


def _across(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Estimate:
    """The mean over random seeds with its interval; None if there is nobody to measure with any one of them."""
    return estimate([None if np.isnan(value) else float(value) for value in values])


def _of_citizens(pair: Pair, citizens: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Groups x people present from the start. Groups are fixed at the start, and the same for every seed."""
    table = np.zeros((len(pair.belongs), citizens), np.bool_)
    initial = pair.id < citizens
    table[:, pair.id[initial]] = pair.belongs[:, initial]
    return table

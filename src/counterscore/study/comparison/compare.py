"""compare: the same people with the same luck under two regimes, over several lucks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Event

import numpy as np

from counterscore.catalogue.problem import within
from counterscore.chance.kernel import cold
from counterscore.measure.groups import TITLES
from counterscore.measure.protocol import Measure
from counterscore.measure.registry import measures as registered
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.run import warming
from counterscore.run.beginnings import Beginnings
from counterscore.run.world import months_asked, processors
from counterscore.society.load import Society
from counterscore.study.apart import each_apart
from counterscore.study.comparison.keeping import Keeping
from counterscore.study.comparison.losses import PersonEffects, Sides, effects, quantiles, sides
from counterscore.study.comparison.pair import Pair, pair, personal
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.worlds import World, each, live

Progress = Callable[[int, int, str], None]
MOST_SEEDS = 1000
_COMPILING = "compiling, this once: about half a minute"
# Months of people, in one of the two worlds, from which on processes, which take seconds to start, are faster.
_MUCH = 8_000_000


@dataclass(frozen=True)
class GroupFigure:
    """What a measure says of a group: in the first world, in the second, and the difference, with intervals."""

    measure: Measure
    group: str
    first: Estimate
    second: Estimate
    difference: Estimate
    people: int

    @property
    def why_none(self) -> str | None:
        """Return why there is no difference, if there is none."""
        if self.difference.value is not None:
            return None
        if not self.people:
            return "this group has no members"
        if self.first.value is None and self.second.value is None:
            return "nothing to measure with at least one of the random seeds"
        return "it applies to only one of the two worlds"


@dataclass(frozen=True)
class Comparison:
    """Two regimes on the same people. `first` differs from `second` by its rules alone; all people are synthetic."""

    society: Society
    first: Regime
    second: Regime
    citizens: int
    months: int
    people_seed: int
    lucks: range
    measures: tuple[Measure, ...]
    pairs: tuple[Pair, ...]

    @cached_property
    def figures(self) -> list[GroupFigure]:
        """What each measure says of each group, in their order."""
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
        """The figures by measure and group."""
        return {(each.measure.id, each.group): each for each in self.figures}

    @cached_property
    def effects(self) -> dict[str, PersonEffects]:
        """The effects of every measure of lives with a better side, by measure, on the people there from the start."""
        own = personal(self.measures)
        return {
            measure.id: effects(self.pairs, place, measure.about, self.citizens)
            for place, measure in enumerate(own)
            if measure.about.better != "neither"
        }

    @cached_property
    def sides(self) -> dict[tuple[str, str], Sides]:
        """Who loses and who gains, by measure and group."""
        belongs = _of_citizens(self.pairs[0], self.citizens)
        return {
            (id, group): sides(found, belongs[g])
            for id, found in self.effects.items()
            for g, group in enumerate(TITLES)
        }  # fmt: skip

    @cached_property
    def quantiles(self) -> dict[str, dict[int, float]]:
        """Quantiles of gain and loss, by measure."""
        return {id: quantiles(found) for id, found in self.effects.items()}

    @property
    def apart(self) -> tuple[float, float]:
        """How many people exist in the first world only and in the second only, on average."""
        found = np.stack([pair.apart for pair in self.pairs]).mean(axis=0)
        return float(found[0]), float(found[1])


def compare(
    first: Regime | str,
    second: Regime | str = "none",
    *,
    society: Society | None = None,
    citizens: int = 20_000,
    months: int | None = None,
    years: int | None = None,
    people_seed: int = 1,
    seed: int = 1,
    seeds: int = 8,
    measures: Sequence[str] | None = None,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    called_off: Event | None = None,
) -> Comparison:
    """Let the same people live under two regimes with the same `seeds` lucks, from `seed` on, and compare them.

    `people_seed` makes the people. The society is that of the first regime unless given. `measures`: ids, all without
    any. `workers`: worlds lived at a time; nothing depends on it. `out`: a folder in which what is done is kept as it
    comes, so that the same call goes on after an interrupt, and in which `effects.parquet` is written. `called_off`
    ends the work when another thread sets it, with Interrupted. Raises a Problem that says what cannot be used.

    >>> found = compare("citizen-score", citizens=100, months=2, seeds=2, measures=["refused"])
    >>> found.figure["refused", "all"].difference.value is not None
    True
    """
    one, two = (Regime.load(each) if isinstance(each, str) else each for each in (first, second))
    people = society or Society.load(one.file.regime.society)
    for regime in (one, two):
        check(regime, people)
    length = months_asked(months, years)
    _refuse(citizens, length, seeds, seed, people_seed)
    chosen = registered(people.file, measures)
    lucks = range(seed, seed + seeds)
    jobs = [World(people, one, citizens, length, people_seed, luck) for luck in lucks]
    keeping = Keeping.open(out, jobs, two, chosen)
    pairs = _lived(jobs, two, chosen, keeping, workers, progress, called_off)
    found = Comparison(people, one, two, citizens, length, people_seed, lucks, tuple(chosen), tuple(pairs))
    keeping.finish(found.pairs, personal(chosen))
    return found


def _lived(
    jobs: Sequence[World], other: Regime, chosen: Sequence[Measure], keeping: Keeping, workers: int | None,
    progress: Progress | None, called_off: Event | None,
) -> list[Pair]:  # fmt: skip
    """Return the twins of every luck, in order; those that are kept already are not lived again."""
    done = {place: kept for place, job in enumerate(jobs) if (kept := keeping.kept(job.seed))}
    missing = [place for place in range(len(jobs)) if place not in done]
    word = f"{2 * len(jobs)} worlds"
    if progress:
        progress(len(done), len(jobs), _COMPILING if missing and cold() else word)
    twins = _Twins(other, tuple(chosen))
    for which, found in _worked([jobs[place] for place in missing], twins, workers or processors(), called_off):
        keeping.keep(found)
        done[missing[which]] = found
        if progress:
            progress(len(done), len(jobs), word)
    return [done[place] for place in range(len(jobs))]


@dataclass(frozen=True)
class _Twins:
    """The work on one luck: both worlds are lived and measured, the run-in once for both."""

    other: Regime
    measures: tuple[Measure, ...]

    def __call__(self, job: World, called_off: Event | None = None) -> Pair:
        begun = Beginnings()
        first, second = (live(world, called_off, begun) for world in (job, job.under(self.other)))
        return pair(first, second, self.measures)


def _worked(jobs: Sequence[World], twins: _Twins, workers: int, called_off: Event | None) -> Iterator[tuple[int, Pair]]:
    """The twins of each luck with its place, as they are done: by processes where there is much to do, or by threads.

    Measuring is more Python than kernel, so that threads wait for one another.
    """
    most = min(workers, len(jobs))
    if called_off or most < 2 or sum(job.months * job.citizens for job in jobs) < _MUCH:
        return each(jobs, twins, workers, called_off)
    if cold():  # else every process would compile the same
        warming.warm()
    return each_apart(jobs, twins, most)


def _refuse(citizens: int, months: int, seeds: int, seed: int, people_seed: int) -> None:
    bounds = {
        "citizens": (citizens, 100, 200_000_000), "months": (months, 1, 1200), "seeds": (seeds, 1, MOST_SEEDS),
        "seed": (seed, 0, 2**63 - 1 - MOST_SEEDS), "people_seed": (people_seed, 0, 2**63 - 1),
    }  # fmt: skip
    for key, (value, least, most) in bounds.items():
        within(key, value, least, most)


def _across(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Estimate:
    """The mean over luck seeds and its interval; a seed in which there is nobody to measure leaves no figure."""
    return estimate([None if np.isnan(value) else float(value) for value in values])


def _of_citizens(pair: Pair, citizens: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Groups x the people there from the start: groups are fixed then, and the same in every luck."""
    table = np.zeros((len(pair.belongs), citizens), np.bool_)
    kept = pair.id < citizens
    table[:, pair.id[kept]] = pair.belongs[:, kept]
    return table

"""Who gains and who loses: the effect on each person, averaged over random seeds and compared with placebo twins.

A placebo twin is the same person under the same regime with another random seed. Such twins differ only by chance, so
an effect counts as a loss or gain only if it is larger than both the measure's threshold and what 19 of 20 placebo
twins differ by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.measures_file import About
from counterscore.study.comparison.pair import Pair
from counterscore.study.estimate import Estimate, around

Table = NDArray[np.float64]
PERCENTILES = (1, 5, 10, 25, 50, 75, 90, 95, 99)
_BEYOND = 95


@dataclass(frozen=True)
class PersonEffects:
    """The effects of one measure on people, with the sign that makes a gain positive.

    `by_seed`: random seeds x people of all populations, NaN for people to whom the measure does not apply. `placebo`:
    the differences between placebo twins; empty with a single seed.
    """

    about: About
    by_seed: Table
    placebo: Table

    @cached_property
    def mean(self) -> Table:
        """Return each person's effect, averaged over random seeds."""
        return averaged(self.by_seed)

    @cached_property
    def left(self) -> Table:
        """Return each person's effect with one seed left out at a time: seeds x people."""
        return np.stack([averaged(np.delete(self.by_seed, seed, axis=0)) for seed in range(len(self.by_seed))])

    @cached_property
    def line(self) -> float:
        """Return the limit: a larger loss or gain counts."""
        return max(self.threshold, float(np.percentile(np.abs(self.placebo), _BEYOND)) if len(self.placebo) else 0.0)

    @property
    def threshold(self) -> float:
        """Return the smallest loss that counts according to the catalogue; 0 if none is declared."""
        return self.about.threshold.value if self.about.threshold else 0.0


@dataclass(frozen=True)
class Sides:
    """The shares of a group's `people` who lose and who gain more than the limit, `PersonEffects.line`.

    `past`: the share who lose more than the threshold alone. `placebo`: the share of placebo twins who do; None with a
    single seed.
    """

    people: int
    lose: Estimate
    gain: Estimate
    past: Estimate
    placebo: float | None


def averaged(by_seed: Table) -> Table:
    """Return the mean of each column over the seeds for which it is known; NaN where it never is."""
    known = ~np.isnan(by_seed)
    count = known.sum(axis=0)
    total = np.where(known, by_seed, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def effects(populations: Sequence[Sequence[Pair]], place: int, about: About, people: int) -> PersonEffects:
    """Return the effects of the personal measure at `place` on the first `people` ids, who are there in every pair.

    `populations`: the pairs of each population, one per random seed.
    """
    sign = -1.0 if about.better == "less" else 1.0

    def table(which: Callable[[Pair], NDArray[np.float32]]) -> Table:
        rows = [[_of_ids(pair, which(pair)[place], people) for pair in pairs] for pairs in populations]
        return np.concatenate([np.stack(each) for each in rows], axis=1)

    first, second = table(lambda pair: pair.first), table(lambda pair: pair.second)
    return PersonEffects(about, sign * (first - second), _placebo([first, second]))


def _of_ids(pair: Pair, values: NDArray[np.float32], people: int) -> Table:
    row = np.full(people, np.nan)
    initial = pair.id < people
    row[pair.id[initial]] = values[initial]
    return row


def _placebo(worlds: Sequence[Table]) -> Table:
    """The difference between two halves of the seeds under the same regime: no rule differs, only chance.

    Effects are averaged over all seeds, and each half over half as many, so the difference is scaled down to match.
    """
    found: list[Table] = []
    for world in worlds:
        half = len(world) // 2
        if half:
            found.append((averaged(world[:half]) - averaged(world[half : 2 * half])) * (half / len(world)) ** 0.5)
    together = np.concatenate(found) if found else np.empty(0)
    return together[~np.isnan(together)]


def sides(found: PersonEffects, group: NDArray[np.bool_]) -> Sides:
    """Return the shares of a group who lose and who gain."""
    line, threshold = found.line, found.threshold
    concerned = group & ~np.isnan(found.mean)
    mean, left = found.mean[concerned], found.left[:, concerned]
    placebo = float((found.placebo < -threshold).mean()) if len(found.placebo) else None

    def share(of: Callable[[Table], NDArray[np.bool_]]) -> Estimate:
        return jackknife(float(of(mean).mean()), of(left).mean(axis=1))

    if not concerned.any():
        return Sides(0, Estimate(None), Estimate(None), Estimate(None), None)
    lose, gain = share(lambda mean: mean < -line), share(lambda mean: mean > line)
    return Sides(int(concerned.sum()), lose, gain, share(lambda mean: mean < -threshold), placebo)


def jackknife(value: float, left: Table) -> Estimate:
    """Return a statistic with its jackknife 95 % interval; `left` holds its values with one seed left out at a time.

    >>> jackknife(2.5, np.array([3.5, 1.5])).value
    2.5
    """
    seeds = len(left)
    if seeds < 2:
        return Estimate(value)
    error = float(np.sqrt((seeds - 1) / seeds * ((left - left.mean()) ** 2).sum()))
    return around(value, error, seeds - 1)


def quantiles(found: PersonEffects) -> dict[int, float]:
    """Return percentiles of the effect on people, in the measure's unit: gains above 0, losses below."""
    mean = found.mean
    known = mean[~np.isnan(mean)]
    return {percent: float(np.percentile(known, percent)) for percent in PERCENTILES} if len(known) else {}

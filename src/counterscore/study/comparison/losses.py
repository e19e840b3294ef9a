"""Who gains and who loses: the share of people whose expected effect is large enough, and each person's mean effect.

Shares are of expected effects, from which the noise of random seeds is taken out (`expected_loss`). Placebo twins, the
same person under the same regime with another random seed, are the check: none of them loses in expectation. Pictures
that mark single people use the mean over the seeds, and a limit that 19 of 20 placebo twins stay below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.measures_file import About
from counterscore.study.comparison.expected_loss import LEAST_SEEDS, ExpectedEffects, ShareOfLosers
from counterscore.study.comparison.pair import Pair
from counterscore.study.estimate import Estimate

Table = NDArray[np.float64]
PERCENTILES = (1, 5, 10, 25, 50, 75, 90, 95, 99)
_BEYOND = 95


@dataclass(frozen=True)
class PersonEffects:
    """The effects of one measure on people, with the sign that makes a gain positive.

    `by_seed`: random seeds x people of all `populations`, NaN for people to whom the measure does not apply. `placebo`:
    the differences between placebo twins; empty with a single seed.
    """

    about: About
    by_seed: Table
    placebo: Table
    populations: int = 1

    @cached_property
    def mean(self) -> Table:
        """Return each person's effect, averaged over random seeds."""
        return averaged(self.by_seed)

    @cached_property
    def expected(self) -> ExpectedEffects:
        """Return the expected effects, with the noise of random seeds taken out."""
        return ExpectedEffects.of(np.split(self.by_seed, self.populations, axis=1), self.threshold)

    @cached_property
    def line(self) -> float:
        """Return the limit beyond which the mean effect on a single person is marked as a loss or gain."""
        return max(self.threshold, float(np.percentile(np.abs(self.placebo), _BEYOND)) if len(self.placebo) else 0.0)

    @property
    def threshold(self) -> float:
        """Return the smallest loss that counts according to the catalogue; 0 if none is declared."""
        return self.about.threshold.value if self.about.threshold else 0.0


@dataclass(frozen=True)
class Sides:
    """The shares of a group's `people` whose expected loss, or gain, exceeds the threshold.

    `enough`: whether there are random seeds enough to say. If not, the shares are None, and at least `seeds_needed` for
    each population are needed.
    """

    people: int
    lose: Estimate
    gain: Estimate
    enough: bool
    seeds_needed: int | None


@dataclass(frozen=True)
class SidesByGroup(Mapping[tuple[str, str], Sides]):
    """Who loses and who gains, by measure and group. Each takes a tenth of a second, so it is computed when asked for.

    `effects`: by measure. `belongs`: by group, a flag for each person of all populations.
    """

    effects: Mapping[str, PersonEffects]
    belongs: Mapping[str, NDArray[np.bool_]]
    _known: dict[tuple[str, str], Sides] = field(default_factory=dict[tuple[str, str], Sides], repr=False)

    def __getitem__(self, key: tuple[str, str]) -> Sides:
        if key not in self._known:
            id, group = key
            self._known[key] = sides(self.effects[id], self.belongs[group])
        return self._known[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((id, group) for id in self.effects for group in self.belongs)

    def __len__(self) -> int:
        return len(self.effects) * len(self.belongs)


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
    return PersonEffects(about, sign * (first - second), _placebo([first, second]), len(populations))


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
    """Return the shares of a group who lose and who gain in expectation."""
    people = int((group & ~np.isnan(found.mean)).sum())
    if not people:
        return Sides(0, Estimate(None), Estimate(None), enough=False, seeds_needed=None)
    if len(found.by_seed) < LEAST_SEEDS:
        return Sides(people, Estimate(None), Estimate(None), enough=False, seeds_needed=LEAST_SEEDS)
    members = None if group.all() else np.split(group, found.populations)
    lose, gain = found.expected.losing(members), found.expected.gaining(members)
    if lose.enough and gain.enough:
        return Sides(people, _estimate(lose), _estimate(gain), enough=True, seeds_needed=None)
    needed = [each.seeds_needed for each in (lose, gain) if each.seeds_needed is not None]
    return Sides(people, Estimate(None), Estimate(None), enough=False, seeds_needed=max(needed, default=None))


def _estimate(share: ShareOfLosers) -> Estimate:
    return Estimate(share.value, share.low, share.high)


def quantiles(found: PersonEffects) -> dict[int, float]:
    """Return percentiles of the effect on people, in the measure's unit: gains above 0, losses below."""
    mean = found.mean
    known = mean[~np.isnan(mean)]
    return {percent: float(np.percentile(known, percent)) for percent in PERCENTILES} if len(known) else {}

"""Who loses: the share of people whose expected effect, over all random seeds, is a loss larger than a threshold.

A person's mean over a few seeds is the expected effect and noise, so the share of people whose mean exceeds a threshold
depends on the number of seeds. Here the noise is taken out: how many people are of which kind is estimated by
nonparametric maximum likelihood (`kinds`, `mixing`), and the share is what lies beyond the threshold (`profile`).

A group has its own mixing distribution, over the kinds that are needed for everybody. To average each member's
probability under everybody's distribution would be faster, but draws every group towards the whole, the more so the
fewer the seeds.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# threadpoolctl has no type stubs.
from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.judgement import judgement
from counterscore.study.comparison.kinds import Kinds, Seen, likelihood, rows, seen
from counterscore.study.comparison.mixing import SeenRows, begin
from counterscore.study.comparison.profile import Headcounts, Profile, ShareWithInterval

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
LEAST_SEEDS = 4
_SURE = 1.6448536269514722  # one-sided 95 %
_RARE = 0.025  # the chance left above a 95 % interval


@dataclass(frozen=True)
class ShareOfLosers:
    """The share of people who lose (or gain) in expectation, with its 95 % interval; None if there is nobody.

    `enough`: whether there are seeds enough to say. If not, `seeds_needed` would do.
    """

    value: float | None
    low: float | None
    high: float | None
    enough: bool
    seeds_needed: int | None


@dataclass(frozen=True)
class _Seeds:
    """What was seen with some number of seeds.

    `kinds`, `table` (rows x kinds): kinds of people, and how likely each row is for them. `row`, `population`: of
    each person, where `applies`.
    """

    kinds: Kinds
    table: Table
    applies: Flags
    row: Places
    population: Places

    @classmethod
    def of(cls, people: Seen, population: Places, unit: float) -> _Seeds:
        applies = people.seeds > 0
        alike, row = rows(Seen(*(sums[applies] for sums in people)), unit)
        return cls(*likelihood(alike, unit), applies, row, population[applies])

    @cached_property
    def begun(self) -> Table:
        """Shares of kinds to begin with."""
        return begin(SeenRows(self.table, self.counts(None).populations.sum(axis=0)))

    def counts(self, members: Flags | None) -> Headcounts:
        """The rows of everybody or of some members."""
        chosen = members[self.applies] if members is not None else np.ones(len(self.row), np.bool_)
        row, where = self.row[chosen], np.unique(self.population[chosen], return_inverse=True)[1]
        half = (where if where.any() else np.arange(len(where))) % 2
        return Headcounts(self._count(where, row), self._count(half, row))

    def _count(self, by: Places, row: Places) -> Table:
        parts, size = int(by.max(initial=0)) + 1, len(self.table)
        return np.bincount(by * size + row, minlength=parts * size).reshape(parts, size).astype(np.float64)


@dataclass(frozen=True)
class ExpectedEffects:
    """The effects of one measure on people, ready for the question which share of a group loses or gains.

    `whole`: seen with all `seeds`; `halved`: everybody twice, with either half of the seeds; None with fewer than four.
    `noise`: standard deviation of an effect over seeds, root mean square over people whose effect varies.
    """

    threshold: float
    seeds: int
    noise: float
    whole: _Seeds
    halved: _Seeds | None

    @classmethod
    def of(cls, tables: Sequence[Table], threshold: float) -> ExpectedEffects:
        """Return the effects from one table, seeds x people, per population; gains are positive.

        `threshold`: the smallest loss that counts, in the measure's unit.
        """
        seeds = max(len(table) for table in tables)
        unit = threshold or _unit(tables)
        whole, population = _people(tables)
        halved = None
        if seeds >= LEAST_SEEDS:
            halves = [_people([table[part::2] for table in tables]) for part in (0, 1)]
            twice = Seen(*(np.concatenate(sums) for sums in zip(*(people for people, _ in halves), strict=True)))
            halved = _Seeds.of(twice, np.concatenate([population, population]), unit)
        return cls(threshold, seeds, _noise(whole), _Seeds.of(whole, population, unit), halved)

    def losing(self, members: Sequence[Flags] | None = None) -> ShareOfLosers:
        """Return the share of people whose expected loss exceeds the threshold; `members`: flags per population."""
        with _one_thread():
            return self._share(-1, members)

    def gaining(self, members: Sequence[Flags] | None = None) -> ShareOfLosers:
        """Return the share of people whose expected gain exceeds the threshold; `members`: flags per population."""
        with _one_thread():
            return self._share(1, members)

    @cached_property
    def _losing(self) -> ShareWithInterval:
        return self._found(-1)

    @cached_property
    def _gaining(self) -> ShareWithInterval:
        return self._found(1)

    def _found(self, sign: int) -> ShareWithInterval:
        whole = self.whole
        return Profile.of(whole.table, whole.counts(None), self._side(whole, sign), whole.begun).found()

    def _side(self, seeds: _Seeds, sign: int) -> Flags:
        return sign * seeds.kinds.expected > self.threshold

    def _share(self, sign: int, members: Sequence[Flags] | None) -> ShareOfLosers:
        chosen = np.concatenate(members) if members is not None else None
        counts = self.whole.counts(chosen)
        if not counts.populations.any():
            return ShareOfLosers(None, None, None, False, None)
        if not self._side(self.whole, sign).any():
            return self._said(_nobody(float(counts.populations.sum())), 0.0)
        found = self._losing if sign < 0 else self._gaining
        if chosen is not None:
            found = self._found_in(counts, sign, found.used)
        return self._said(found, self._drift(found.value, sign, chosen))

    def _found_in(self, counts: Headcounts, sign: int, used: Flags) -> ShareWithInterval:
        """The share in a group, over the kinds that are used for everybody."""
        start = np.full(int(used.sum()), 1 / float(used.sum()))
        return Profile.of(self.whole.table[:, used], counts, self._side(self.whole, sign)[used], start).found()

    def _drift(self, value: float, sign: int, members: Flags | None) -> float:
        """How far noise that is not normal may still move the share.

        The noise of a mean of K seeds has third cumulant k3 / K^2, the first that the normal leaves out. So the error
        falls fourfold as K doubles, and a third of how far the share moved from K / 2 to K seeds is left (Richardson).
        """
        if self.halved is None:
            return 0.0
        counts = self.halved.counts(np.tile(members, 2) if members is not None else None)
        some = self.halved.begun > 0
        side, start = self._side(self.halved, sign)[some], self.halved.begun[some]
        if not side.any():
            return value / 3
        return abs(Profile.of(self.halved.table[:, some], counts, side, start).share - value) / 3

    def _said(self, found: ShareWithInterval, drift: float) -> ShareOfLosers:
        low, high = max(found.low - drift, 0.0), min(found.high + drift, 1.0)
        precise = high - low <= judgement().losers.width.value
        enough = self.seeds >= LEAST_SEEDS and (precise or self.seeds >= self._alone)
        needed = LEAST_SEEDS if precise else max(self._alone, LEAST_SEEDS)
        return ShareOfLosers(found.value, low, high, enough, None if enough else needed)

    @property
    def _alone(self) -> int:
        """With how many seeds each person's own mean tells no loss from twice the threshold, with 95 % certainty.

        The threshold is then 1.645 standard errors of a mean, noise / sqrt(K), from either, and little is left to take
        out. Fewer seeds may do.
        """
        return ceil((_SURE * self.noise / self.threshold) ** 2) if self.threshold else LEAST_SEEDS


def _nobody(people: float) -> ShareWithInterval:
    """The share if nothing that was seen could come from such a person: Clopper and Pearson's interval for 0 of all."""
    return ShareWithInterval(0.0, 0.0, 1 - _RARE ** (1 / people), np.zeros(0, np.bool_))


def _one_thread() -> AbstractContextManager[object]:
    """Matrices are small: threads would wait for one another longer than they work."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(limits=1)


def share_losing(tables: Sequence[Table], threshold: float, members: Sequence[Flags] | None = None) -> ShareOfLosers:
    """Return the share of people whose expected loss over seeds exceeds the threshold; see `ExpectedEffects`.

    >>> effects = np.where(np.arange(400) < 100, -2.0, 0.0) + np.random.default_rng(1).normal(0, 0.3, (8, 400))
    >>> round(share_losing([effects], 1.0).value, 3)
    0.25
    """
    return ExpectedEffects.of(tables, threshold).losing(members)


def share_gaining(tables: Sequence[Table], threshold: float, members: Sequence[Flags] | None = None) -> ShareOfLosers:
    """Return the share of people whose expected gain over seeds exceeds the threshold; see `ExpectedEffects`."""
    return ExpectedEffects.of(tables, threshold).gaining(members)


def _people(tables: Sequence[Table]) -> tuple[Seen, Places]:
    """The sums over seeds of everybody, population by population, and the population of each."""
    each = [seen(table) for table in tables]
    population = np.repeat(np.arange(len(tables)), [table.shape[1] for table in tables])
    return Seen(*(np.concatenate(sums) for sums in zip(*each, strict=True))), population


def _unit(tables: Sequence[Table]) -> float:
    """A scale for effects where no threshold is declared: the median of those that are not 0."""
    size = np.abs(np.concatenate([table.ravel() for table in tables]))
    return float(np.median(size[size > 0])) if (size > 0).any() else 1.0


def _noise(people: Seen) -> float:
    """The standard deviation over seeds, root mean square over people whose effect is not always the same."""
    varies = people.variance > 0
    return float(np.sqrt(people.variance[varies].mean())) if varies.any() else 0.0

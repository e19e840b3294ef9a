"""The share of people on one side of a mixing distribution, with an interval by profile likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.study.comparison.mixing import Mixing, SeenRows, fit

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
_Z = 1.959963984540054  # of the two-sided 95 %
_PROOF = float(np.log(20))  # a likelihood ratio on data that chose neither side exceeds 20 in at most 5 % of studies
_TRIES = 6
_NEAR = 0.1  # of the root of twice a fall in log likelihood, to which the ends of an interval are found


class Headcounts(NamedTuple):
    """How many people look like each row: in each population, and in each half of the people."""

    populations: Table
    halves: Table

    def on(self, rows: Flags) -> Headcounts:
        """Return the counts of some rows."""
        return Headcounts(self.populations[:, rows], self.halves[:, rows])


class ShareWithInterval(NamedTuple):
    """A share of people with its 95 % interval, and the kinds that were used for it."""

    value: float
    low: float
    high: float
    used: Flags


@dataclass(frozen=True)
class Profile:
    """The log likelihood of what was seen, as a function of the share of people on a `side` (kinds).

    `rows`: what was seen. `counts`: who it was. `best`: the likeliest mixing distribution of all.
    """

    rows: SeenRows
    counts: Headcounts
    side: Flags
    best: Mixing

    @classmethod
    def of(cls, table: Table, counts: Headcounts, side: Flags, start: Table) -> Profile:
        """Return the profile from the likelihood of each row for each kind; `start`: shares of kinds to begin with."""
        there = counts.populations.sum(axis=0) > 0
        rows = SeenRows(table[there], counts.populations.sum(axis=0)[there])
        return cls(rows, counts.on(there), side, fit(rows, side, None, start))

    @property
    def share(self) -> float:
        """Return the likeliest share of people on the side."""
        return float(self.best.shares[self.side].sum())

    def found(self) -> ShareWithInterval:
        """Return the share with its 95 % interval, which holds for other people in other populations.

        The root of twice the fall in log likelihood is compared with the normal quantile. With several populations it
        is compared with Student's, scaled by how much more populations differ than their people would let them (Kent
        1982; Rotnitzky and Jewell 1990). The lower end is 0 unless somebody is proved to be on the side.
        """
        wider = self._wider(self._at(self._beyond, self.best))
        (low, below), (high, above) = (self._end(sign, self._quantile() * wider) for sign in (-1, 1))
        used = (self.best.shares > 0) | (below.shares > 0) | (above.shares > 0)
        return ShareWithInterval(self.share, low if low and self._proved(wider) else 0.0, high, used)

    @property
    def _beyond(self) -> float:
        """A share somewhat larger than the likeliest."""
        return min(self.share + max(0.3 * self.share, 0.01), 1.0)

    def _quantile(self) -> float:
        populations = len(self.counts.populations)
        if populations < 2:
            return _Z
        from counterscore.study.designs import student

        return student(populations - 1)

    def _wider(self, above: Mixing) -> float:
        """How many times as much populations' scores vary as their people's scores: a ratio of roots, 1 or more."""
        populations = len(self.counts.populations)
        score = np.log(above.density) - np.log(self.best.density)
        score -= float(self.rows.people @ score) / float(self.rows.people.sum())
        alone = float(self.rows.people @ score**2)
        if populations < 2 or not alone:
            return 1.0
        between = float(((self.counts.populations @ score) ** 2).sum()) * populations / (populations - 1)
        return max(1.0, between / alone) ** 0.5

    def _proved(self, wider: float) -> bool:
        """Whether anybody is on the side, by a likelihood ratio whose two halves of the people check each other.

        What one half says is likeliest is compared, on the other half, with the likeliest without the side. Without
        anybody on the side, the mean of both ratios exceeds 20 in at most one study in 20, however many kinds there are
        (universal inference: Wasserman, Ramdas and Balakrishnan 2020). The profile's own quantile does not hold there.
        """
        if not self.counts.halves.any(axis=1).all():
            return False
        first, second = (self._ratio(1 - half, half) / wider**2 for half in (0, 1))
        return float(np.logaddexp(first, second) - np.log(2)) > _PROOF

    def _ratio(self, learnt: int, tested: int) -> float:
        start = self.best.shares
        likely = fit(self._half(learnt)[0], self.side, None, start).shares
        some = 1 / float(self.counts.halves[learnt].sum()) ** 0.5
        likely = (1 - some) * likely + some / len(likely)  # so that no kind is ruled out
        rows, there = self._half(tested)
        without = fit(rows, self.side, (0.0, 1.0), start)
        return rows.log(self.rows.likelihood[there] @ likely) - without.log

    def _half(self, half: int) -> tuple[SeenRows, Flags]:
        there = self.counts.halves[half] > 0
        return SeenRows(self.rows.likelihood[there], self.counts.halves[half][there]), there

    def _root(self, found: Mixing) -> float:
        return max(2 * (self.best.log - found.log), 0.0) ** 0.5

    def _at(self, share: float, start: Mixing) -> Mixing:
        return fit(self.rows, self.side, (share, 1 - share), start.shares)

    def _end(self, sign: int, target: float) -> tuple[float, Mixing]:
        """Where the root reaches the target, below (-1) or above (1) the likeliest share: secants, kept in brackets."""
        inner, outer = (self.share, 0.0), (0.0 if sign < 0 else 1.0, float("inf"))
        mixing, guess = self.best, 0.0 if sign < 0 else self._beyond
        for _ in range(_TRIES):
            found = self._at(guess, mixing)
            root = self._root(found)
            if abs(root - target) < _NEAR or (root < target and guess in (0.0, 1.0)):
                return guess, found
            if root < target:
                inner, mixing = (guess, root), found
            else:
                outer = guess, root
            guess = _next(inner, outer, target, self.share)
        return guess, self._at(guess, mixing)


def _next(inner: tuple[float, float], outer: tuple[float, float], target: float, best: float) -> float:
    """The next share to try: between what is known to be inside and outside of the interval, or further out."""
    if np.isfinite(outer[1]):
        part = (target - inner[1]) / (outer[1] - inner[1])
        return inner[0] + (outer[0] - inner[0]) * min(max(part, 0.05), 0.95)
    reached = best + (inner[0] - best) * target / max(inner[1], 0.1 * target)
    return min(max(reached, 0.0), 1.0)

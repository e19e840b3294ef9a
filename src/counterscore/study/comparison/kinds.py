"""Kinds of people by what an effect is for them, and how likely what was seen is for each kind.

A kind has an `expected` effect and a `spread`: the standard deviation of its effect over random seeds. Both differ
between people, so noise may depend on what they lose (the longitudinal model of Gu and Koenker 2017). Three sums over a
person's seeds say all that matters: seeds, total, squares.

Effects are taken to be normal; `expected_loss` allows for the error if they are not. To trust a person's variance less,
as if it came from four seeds, was tried: it helps where effects are counts, and errs where they are normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
_INNER = 8  # expected effects between 0 and the threshold, which lies in the middle between two
_STEP = float(np.arcsinh(3.0)) / (_INNER + 0.5)
_NEAR = 0.05  # distance of expected effects close to the threshold, in thresholds
_NARROWEST = 0.25  # spread of the steadiest kind, in thresholds
_MOST_SPREADS = 24
_LEAST = 1e-15  # so that one strange person rules nothing out


@dataclass(frozen=True)
class Kinds:
    """Kinds of people, one per entry: `expected` effect and `spread`, in the measure's unit."""

    expected: Table
    spread: Table

    def logs(self, of: Seen) -> Table:
        """Return the log likelihood of what was seen: rows x kinds, without a constant. It is linear in the sums."""
        precision = 1 / self.spread**2
        by_seed = -np.log(self.spread) - 0.5 * precision * self.expected**2
        by_kind = np.stack([by_seed, precision * self.expected, -0.5 * precision])
        return np.stack([of.seeds, of.total, of.squares], axis=1) @ by_kind

    def those(self, which: NDArray[np.bool_]) -> Kinds:
        """Return some of the kinds."""
        return Kinds(self.expected[which], self.spread[which])


class Seen(NamedTuple):
    """What was seen of each person (or, in the mean, of the people in a row): sums over random seeds."""

    seeds: Table
    total: Table
    squares: Table

    @property
    def mean(self) -> Table:
        """Return the mean effect over the seeds."""
        return self.total / np.maximum(self.seeds, 1)

    @property
    def variance(self) -> Table:
        """Return the variance over the seeds, unbiased; 0 with a single seed."""
        rest = self.squares - self.total**2 / np.maximum(self.seeds, 1)
        return np.maximum(rest, 0) / np.maximum(self.seeds - 1, 1)


def seen(table: Table) -> Seen:
    """Return the sums over seeds of a table seeds x people.

    >>> seen(np.array([[0.0, 2.0], [4.0, np.nan]]))
    Seen(seeds=array([2., 1.]), total=array([4., 2.]), squares=array([16.,  4.]))
    """
    known = ~np.isnan(table)
    effect = np.where(known, table, 0.0)
    return Seen(known.sum(axis=0).astype(np.float64), effect.sum(axis=0), (effect**2).sum(axis=0))


def rows(of: Seen, unit: float) -> tuple[Seen, NDArray[np.intp]]:
    """Return people who look alike as one row, with their mean sums; and the row of each person."""
    keys = np.stack([
        of.seeds,
        np.rint(np.arcsinh(3 * of.mean / unit) / 0.15),
        np.rint(3 * np.log2(np.maximum(np.sqrt(of.variance), unit / 8) / unit)),
    ]).astype(np.int64)  # fmt: skip
    code = np.zeros(keys.shape[1], np.int64)
    for key in keys:
        low = key.min(initial=0)
        code = code * (key.max(initial=0) - low + 1) + key - low
    place, count = np.unique(code, return_inverse=True, return_counts=True)[1:]
    return Seen(*(np.bincount(place, each) / count for each in of)), place


def likelihood(of: Seen, unit: float) -> tuple[Kinds, Table]:
    """Return the kinds of people that may be there, and the likelihood of each row for them; the largest is 1."""
    every = _grid(of, unit)
    logs = every.logs(of)
    logs -= logs.max(axis=1, keepdims=True)
    possible = logs.max(axis=0, initial=-np.inf) > -10
    return every.those(possible), np.maximum(np.exp(logs[:, possible]), _LEAST)


def _grid(of: Seen, unit: float) -> Kinds:
    """Every combination of expected effect and spread."""
    reach = int(np.ceil(np.arcsinh(3 * np.abs(of.mean).max(initial=unit) / unit) / _STEP))
    expected = unit / 3 * np.sinh(_STEP * np.arange(-reach, reach + 1))
    near = unit * (np.arange(0.8, 1.2, _NEAR) + _NEAR / 2)
    expected = np.union1d(expected, np.append(near, -near))
    low, high = _NARROWEST * unit, float(np.sqrt(of.variance.max(initial=unit**2)))
    spreads = np.geomspace(low, high, min(_MOST_SPREADS, 2 + int(np.log(high / low) / 0.3)))
    spread, effect = (each.ravel() for each in np.meshgrid(spreads, expected, indexing="ij"))
    return Kinds(effect, spread)

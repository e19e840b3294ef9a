"""Kinds of people by how an effect falls on them, and how likely what was seen is for each kind.

With a random seed, an effect reaches a person with probability `chance`; then it is normal with mean `expected /
chance` and standard deviation `spread`. Otherwise it is exactly 0, as it is for most people under most measures. Kinds
differ in all three, so noise may differ between people and depend on what they lose (the longitudinal model of Gu and
Koenker 2017, with zeros). For a person, four sums over seeds say all: seeds, seeds with an effect, total, squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
_INNER = 4  # expected effects between 0 and the threshold; the threshold lies in the middle between two
_MOST_SPREADS = 12
_CHANCES = (1.0, 0.75, 0.55, 0.38, 0.25, 0.15, 0.08, 0.03)
_IMPOSSIBLE = -1e3
_LEAST = 1e-15


@dataclass(frozen=True)
class Kinds:
    """Kinds of people, one per entry. `expected` effect and `spread` in the measure's unit; `chance` 0 to 1."""

    expected: Table
    chance: Table
    spread: Table

    def logs(self, seen: Seen) -> Table:
        """Return the log likelihood of what was seen: rows x kinds. It is linear in the four sums."""
        mean = self.expected / np.maximum(self.chance, 1e-9)
        moved, still = _log(self.chance), _log(1 - self.chance)
        square = -0.5 / self.spread**2
        by_kind = np.stack([still, moved - still - np.log(self.spread) + square * mean**2, -2 * square * mean, square])
        return np.stack([seen.seeds, seen.moved, seen.total, seen.squares], axis=1) @ by_kind

    def those(self, which: NDArray[np.bool_]) -> Kinds:
        """Return some of the kinds."""
        return Kinds(self.expected[which], self.chance[which], self.spread[which])


class Seen(NamedTuple):
    """What was seen of each person (or, in the mean, of the people in a row): sums over random seeds."""

    seeds: Table
    moved: Table
    total: Table
    squares: Table


def seen(table: Table, unit: float) -> Seen:
    """Return the sums over seeds of a table seeds x people; effects below a millionth of `unit` count as 0.

    >>> seen(np.array([[0.0, 2.0], [4.0, np.nan]]), 1.0)
    Seen(seeds=array([2., 1.]), moved=array([1., 1.]), total=array([4., 2.]), squares=array([16.,  4.]))
    """
    known = ~np.isnan(table)
    effect = np.where(known & (np.abs(table) > 1e-6 * unit), table, 0.0)
    sums = known.sum(axis=0), (effect != 0).sum(axis=0), effect.sum(axis=0), (effect**2).sum(axis=0)
    return Seen(*(each.astype(np.float64) for each in sums))


def rows(of: Seen, unit: float) -> tuple[Seen, NDArray[np.intp]]:
    """Return people who look alike as one row, with their mean sums; and the row of each person."""
    moved = np.maximum(of.moved, 1)
    mean = of.total / moved
    spread = np.sqrt(np.maximum(of.squares - moved * mean**2, 0) / moved)
    keys = np.stack([
        _about(of.moved),
        _about(of.seeds - of.moved),
        np.rint(np.arcsinh(3 * mean / unit) / 0.2),
        np.rint(2 * np.log2(np.maximum(spread, unit / 8) / unit)),
    ]).astype(np.int64)  # fmt: skip
    code = np.zeros(len(mean), np.int64)
    for key in keys:
        low = key.min()
        code = code * (key.max() - low + 1) + key - low
    place, count = np.unique(code, return_inverse=True, return_counts=True)[1:]
    return Seen(*(np.bincount(place, each) / count for each in of)), place


def _about(count: Table) -> Table:
    """Counts up to 4 as they are, larger ones by the third of an octave."""
    return np.where(count <= 4, count, 4 + np.rint(3 * np.log2(np.maximum(count, 4) / 4)))


def likelihood(of: Seen, unit: float) -> tuple[Kinds, Table]:
    """Return the kinds of people that may be there, and how likely each row is for them, compared with the likeliest."""
    every = _grid(of, unit)
    logs = every.logs(of)
    logs -= logs.max(axis=1, keepdims=True)
    possible = logs.max(axis=0) > -10
    return every.those(possible), np.maximum(np.exp(logs[:, possible]), _LEAST)


def _grid(of: Seen, unit: float) -> Kinds:
    """Every combination of expected effect, chance and spread. The first kind is never reached by an effect."""
    some = of.moved > 0
    mean = of.total[some] / of.moved[some]
    widest = float(np.abs(mean).max(initial=unit))
    step = np.arcsinh(3.0) / (_INNER + 0.5)
    reach = int(np.ceil(np.arcsinh(3 * widest / unit) / step))
    expected = unit / 3 * np.sinh(step * np.arange(-reach, reach + 1))
    still = float((of.seeds - of.moved).sum() / of.seeds.sum())
    chances = _CHANCES if still > 0.002 else _CHANCES[:1]
    chance, spread, effect = (each.ravel() for each in np.meshgrid(chances, _spreads(of, unit), expected, indexing="ij"))
    return Kinds(np.append(0.0, effect), np.append(0.0, chance), np.append(unit, spread))


def _spreads(of: Seen, unit: float) -> Table:
    several = of.moved > 1.5
    variance = (of.squares - of.total**2 / np.maximum(of.moved, 1))[several] / (of.moved[several] - 1)
    widest = float(np.sqrt(np.maximum(variance, 0)).max(initial=unit))
    low, high = unit / 4, max(widest, unit / 2)
    return np.geomspace(low, high, min(_MOST_SPREADS, 2 + int(np.log(high / low) / 0.6)))


def _log(share: Table) -> Table:
    return np.where(share > 0, np.log(np.maximum(share, 1e-300)), _IMPOSSIBLE)

"""The aggregate tables of a society as arrays, and sampling of people from them."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints
from counterscore.chance.purposes import AGGREGATE
from counterscore.society.aggregates import Aggregates, Distribution
from counterscore.society.words import words_of

Longs = NDArray[np.uint64]
# Steps of the two-dimensional quasi-random sequence of Roberts (2018): 2**64 over the plastic number and its square.
# It fills the cells of the tables evenly, so that few people represent many.
_STEP_GROUP, _STEP_ROW = np.uint64(13925035116211876495), np.uint64(10511698010929265437)
_TOP = 2**64 - 1
_HIGH = np.uint64(32)
_PERCENT, _THOUSANDTHS = 100, 1000


class Rows(NamedTuple):
    """The rows of all groups, one group after another.

    `first`: index of the first row of each group, groups + 1 entries. `points`: score, on whole thousandths. `ill`:
    share with the bad outcome.
    """

    first: Ints
    points: Floats
    ill: Floats


NO_ROWS = Rows(first=np.zeros(1, np.int32), points=np.empty(0, np.float32), ill=np.empty(0, np.float32))


def rows(tables: Aggregates | None) -> Rows:
    """Return the rows of the tables; empty for a society without tables."""
    if tables is None:
        return NO_ROWS
    lengths = [len(group.at) for group in tables.groups]
    return Rows(
        first=np.array([0, *accumulate(lengths)], np.int32),
        points=np.array([_whole(on_scale(tables.scale, at)) for group in tables.groups for at in group.at], np.float32),
        ill=np.array([rate for group in tables.groups for rate in group.rates()], np.float32),
    )


def on_scale(scale: Distribution | None, at: float) -> float:
    """Return the points at a percentile of a distribution, interpolated linearly; without one, `at` itself.

    >>> on_scale(Distribution(shares=[0.5, 0.5], points=[300, 500, 600], source="for an example"), 75)
    550.0
    """
    if scale is None:
        return at
    below = 0.0
    for share, low, high in zip(scale.shares, scale.points, scale.points[1:], strict=False):
        above = below + _PERCENT * share
        if at <= above and share > 0:
            return low + (high - low) * (at - below) / (_PERCENT * share)
        below = above
    return scale.points[-1]


def _whole(points: float) -> float:
    """Return points rounded to thousandths, halves to even: the rule for every threshold."""
    return round(points * _THOUSANDTHS) / _THOUSANDTHS


def sample(tables: Aggregates, people: int, seed: np.uint64) -> tuple[NDArray[np.uint8], Floats]:
    """Return group (from 0) and score in points of each person, as a function of the people seed and the id."""
    number = np.arange(people, dtype=np.uint64)
    start = words_of(0, 0, AGGREGATE, 0, seed)
    by_group = number * _STEP_GROUP + (np.uint64(start[0]) << _HIGH)
    by_row = number * _STEP_ROW + (np.uint64(start[1]) << _HIGH)
    group = np.searchsorted(_ends([float(each.people) for each in tables.groups]), by_group, side="right")
    points, all_rows = np.zeros(people, np.float32), rows(tables)
    for index, table in enumerate(tables.groups):
        own = group == index
        row = np.searchsorted(_ends(table.spread()), by_row[own], side="right")
        points[own] = all_rows.points[all_rows.first[index] + row]
    return group.astype(np.uint8), points


def _ends(weights: list[float]) -> Longs:
    """Return the upper limits, in 64 bits, of intervals proportional to the weights, except the last one."""
    total = sum(weights)
    return np.array([min(int(part / total * 2**64), _TOP) for part in list(accumulate(weights))[:-1]], np.uint64)

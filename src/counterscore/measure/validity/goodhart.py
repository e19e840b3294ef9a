"""Goodhart's gap: scores that rise while what they stand for does not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes, points

FIRST_YEAR = 11


def rises(world: Outcomes, group: Flags) -> tuple[list[int], NDArray[np.float64]]:
    """Return the months looked at, and by how much the same people's mean score has risen until each.

    In standard deviations of the first year's end at which there are scores; trustworthiness, which scores stand for,
    is fixed. Nothing where there are too few people or scores are all equal.
    """
    months, rungs = world.standings.months, world.standings.rungs
    rows = np.flatnonzero((months >= FIRST_YEAR) & (rungs > 0).any(axis=1))
    if not len(rows):
        return [], np.empty(0)
    before = points(rungs[rows[0]], world.lowest)
    return months[rows].tolist(), np.array([_rise(before, points(rungs[row], world.lowest), group) for row in rows])


def _rise(before: NDArray[np.float64], after: NDArray[np.float64], group: Flags) -> float:
    kept = group & ~np.isnan(before) & ~np.isnan(after)
    if kept.sum() < 2 or np.std(before[kept]) == 0:
        return float("nan")
    return float((after[kept].mean() - before[kept].mean()) / np.std(before[kept]))


def goodhart_gap(world: Outcomes, group: Flags) -> float:
    """Return the rise of the same people's mean score since the first year, in standard deviations of then."""
    found = rises(world, group)[1]
    return float(found[-1]) if len(found) > 1 else float("nan")

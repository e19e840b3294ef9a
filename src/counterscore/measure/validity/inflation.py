"""Score inflation: by how much the same people's mean score rises, for whatever reason."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes, points

FIRST_YEAR = 11


def rises(world: Outcomes, group: Flags) -> tuple[list[int], NDArray[np.float64]]:
    """Return months, and by how much the mean score of the same people has risen by each of them.

    The unit is the standard deviation in the first of these months. Empty without scores; NaN if there are too few
    people or all scores are equal.
    """
    months, rungs = world.standings.months, world.standings.rungs
    rows = np.flatnonzero((months >= FIRST_YEAR) & (rungs > 0).any(axis=1))
    if not len(rows):
        return [], np.empty(0)
    before = points(rungs[rows[0]], world.lowest)
    return months[rows].tolist(), np.array([_rise(before, points(rungs[row], world.lowest), group) for row in rows])


def _rise(before: NDArray[np.float64], after: NDArray[np.float64], group: Flags) -> float:
    scored = group & ~np.isnan(before) & ~np.isnan(after)
    if scored.sum() < 2 or np.std(before[scored]) == 0:
        return float("nan")
    return float((after[scored].mean() - before[scored].mean()) / np.std(before[scored]))


def score_inflation(world: Outcomes, group: Flags) -> float:
    """Return the rise of the same people's mean score since the first year, in standard deviations of that year."""
    found = rises(world, group)[1]
    return float(found[-1]) if len(found) > 1 else float("nan")

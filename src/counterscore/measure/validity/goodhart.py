"""Goodhart's gap: scores that rise while what they stand for does not."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes, points

FIRST_YEAR = 11


def goodhart_gap(world: Outcomes, group: Flags) -> float:
    """Return the rise of the same people's mean score since the first year, in standard deviations of then."""
    months = world.standings.months
    first = np.flatnonzero(months >= FIRST_YEAR)[:1]
    if not len(first) or months[first[0]] == months[-1]:
        return float("nan")
    before, after = (points(world.standings.rungs[row], world.lowest) for row in (first[0], -1))
    kept = group & ~np.isnan(before) & ~np.isnan(after)
    if kept.sum() < 2 or np.std(before[kept]) == 0:
        return float("nan")
    return float((after[kept].mean() - before[kept].mean()) / np.std(before[kept]))

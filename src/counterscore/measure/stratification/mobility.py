"""Mobility: between years in the score, over a life in wealth, and by family in schooling."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.cache import cached
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio
from counterscore.measure.stratification.belongings import wealth
from counterscore.measure.validity.agreement import correlation, ranks
from counterscore.society.traits import BIT

FIFTHS, TENTH, YEAR = 5, 0.1, 12


def standing(rungs: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the percentile of each score among all, from 0 for the lowest to below 1; NaN without a score."""
    found, scored = np.full(len(rungs), np.nan), rungs > 0
    if scored.any():
        found[scored] = (ranks(rungs[scored]) - 0.5) / scored.sum()
    return found


def yearly_standing(world: Outcomes) -> dict[int, NDArray[np.float64]]:
    """Return everybody's standing at the end of each year, by month."""

    def compute() -> dict[int, NDArray[np.float64]]:
        months, rungs = world.standings.months.tolist(), world.standings.rungs
        return {month: standing(row) for month, row in zip(months, rungs, strict=True) if (month + 1) % YEAR == 0}

    return cached(world, "yearly-standing", compute)


def _years(world: Outcomes) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Yield everybody's standing at the beginning and at the end of each year."""
    rows = yearly_standing(world)
    for month in rows:
        if month + YEAR in rows:
            yield rows[month], rows[month + YEAR]


def shorrocks(world: Outcomes, group: Flags) -> float:
    """Return the Shorrocks mobility index between fifths of the score, from the moves of all years together.

    NaN if nobody of the group was ever in one of the fifths.
    """
    moves = np.zeros((FIFTHS, FIFTHS))
    for before, after in _years(world) if world.rated else ():
        scored = group & ~np.isnan(before) & ~np.isnan(after)
        np.add.at(moves, ((before[scored] * FIFTHS).astype(int), (after[scored] * FIFTHS).astype(int)), 1)
    stay = ratio(np.diag(moves), moves.sum(axis=1))
    return (FIFTHS - float(np.sum(stay))) / (FIFTHS - 1)


def leave_bottom(world: Outcomes, group: Flags) -> float:
    """Return the share of person-years that began in the lowest tenth of scores and ended above it."""
    left, low = 0, 0
    for before, after in _years(world) if world.rated else ():
        below = group & (before < TENTH) & ~np.isnan(after)
        low += int(below.sum())
        left += int((below & (after >= TENTH)).sum())
    return float(ratio(left, low))


def rank_slope(world: Outcomes, group: Flags) -> float:
    """Return the Spearman correlation between an adult's wealth at month 0 and at the end."""
    last = wealth(world)
    alive = group & ~np.isnan(last)
    return correlation(ranks(world.people.wealth[alive]), ranks(last[alive]))


def school_gap(world: Outcomes, group: Flags) -> float:
    """Return the share of applicants at a good school in the richest fifth minus that in the poorest fifth."""
    asked = world.answers.asked[world.decision["school-place"]] > 0 if "school-place" in world.decision else ~group
    schooled = (world.ends.bits & np.uint32(BIT["schooled"])) != 0
    fifth = world.people.cell // 20
    rich, poor = (group & asked & (fifth == which) for which in (FIFTHS - 1, 0))
    return mean(schooled[rich].astype(np.float64)) - mean(schooled[poor].astype(np.float64))

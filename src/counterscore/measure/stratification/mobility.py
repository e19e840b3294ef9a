"""Who moves, from year to year and from one generation to the next."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio
from counterscore.measure.stratification.belongings import wealth
from counterscore.measure.validity.agreement import correlation, places
from counterscore.society.traits import BIT

FIFTHS, TENTH, YEAR = 5, 0.1, 12


def standing(rungs: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return where each stands among all with a score, 0 lowest to below 1; NaN without one."""
    found, scored = np.full(len(rungs), np.nan), rungs > 0
    if scored.any():
        found[scored] = (places(rungs[scored]) - 0.5) / scored.sum()
    return found


# Measures of every group read the same standings of a world; they are forgotten with the world.
_KNOWN: WeakKeyDictionary[Outcomes, dict[int, NDArray[np.float64]]] = WeakKeyDictionary()


def yearly(world: Outcomes) -> dict[int, NDArray[np.float64]]:
    """Return everybody's standing at the end of each year, by month."""
    known = _KNOWN.get(world)
    if known is None:
        months, rungs = world.standings.months.tolist(), world.standings.rungs
        known = _KNOWN[world] = {
            month: standing(row) for month, row in zip(months, rungs, strict=True) if (month + 1) % YEAR == 0
        }
    return known


def _years(world: Outcomes) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Everybody's standing at both ends of each year."""
    rows = yearly(world)
    for month in rows:
        if month + YEAR in rows:
            yield rows[month], rows[month + YEAR]


def shorrocks(world: Outcomes, group: Flags) -> float:
    """Return Shorrocks' index of moves between fifths of the score, the mean over years."""
    found: list[float] = []
    for before, after in _years(world) if world.rated else ():
        kept = group & ~np.isnan(before) & ~np.isnan(after)
        moves = np.zeros((FIFTHS, FIFTHS))
        np.add.at(moves, ((before[kept] * FIFTHS).astype(int), (after[kept] * FIFTHS).astype(int)), 1)
        stay = ratio(np.diag(moves), moves.sum(axis=1))
        found.append((FIFTHS - float(np.sum(stay))) / (FIFTHS - 1))
    return mean(np.array(found))


def leave_bottom(world: Outcomes, group: Flags) -> float:
    """Return the chance to stand above the lowest tenth a year after having stood in it."""
    found: list[float] = []
    for before, after in _years(world) if world.rated else ():
        low = group & (before < TENTH) & ~np.isnan(after)
        found.append(mean((after[low] >= TENTH).astype(np.float64)))
    return mean(np.array(found))


def rank_slope(world: Outcomes, group: Flags) -> float:
    """Return the slope of the rank in wealth at the end on that at month 0."""
    last = wealth(world)
    kept = group & ~np.isnan(last)
    return correlation(places(world.people.wealth[kept]), places(last[kept]))


def school_gap(world: Outcomes, group: Flags) -> float:
    """Return the share of children at a good school of the richest fifth less that of the poorest."""
    asked = world.answers.asked[world.decision["school-place"]] > 0 if "school-place" in world.decision else ~group
    schooled = (world.ends.bits & np.uint32(BIT["schooled"])) != 0
    fifth = world.people.cell // 20
    rich, poor = (group & asked & (fifth == which) for which in (FIFTHS - 1, 0))
    return mean(schooled[rich].astype(np.float64)) - mean(schooled[poor].astype(np.float64))

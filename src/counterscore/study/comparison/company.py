"""The ties of the same people at month 0, and at the end in both worlds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import TITLES, groups
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import mean
from counterscore.measure.stratification.mobility import standing
from counterscore.measure.ties.company import crossing, living
from counterscore.measure.twins import Twins

FIFTHS = (
    "the lowest fifth of scores", "the second fifth of scores", "the middle fifth of scores",
    "the fourth fifth of scores", "the highest fifth of scores",
)  # fmt: skip
ROWS = (*FIFTHS, *TITLES.values())
Flags = NDArray[np.bool_]


def ties(twins: Twins) -> NDArray[np.float64]:
    """Return the mean number of ties of each group in ROWS: at month 0, at the end in the first world and the second.

    Only people who are alive at the end in both worlds count. Fifths of scores are those at the end of the first world.
    """
    alive = twins.of_a(living(twins.a)) & twins.of_b(living(twins.b))
    before = np.bincount(twins.a.ties.first.ravel(), minlength=twins.a.count).astype(np.float64)
    columns = twins.of_a(before), twins.of_a(twins.a.ends.ties), twins.of_b(twins.b.ends.ties)
    rows = [*_fifths(twins), *(twins.of_a(group) for group in groups(twins.a.people).values())]
    return np.array([[mean(column[row & alive].astype(np.float64)) for column in columns] for row in rows])


def _fifths(twins: Twins) -> list[Flags]:
    place = standing(twins.of_a(twins.a.ends.rung))
    return [(place >= k / len(FIFTHS)) & (place < (k + 1) / len(FIFTHS)) for k in range(len(FIFTHS))]


def crossings(twins: Twins) -> NDArray[np.float64]:
    """Return the share of ties between fifths of income: at month 0, at the end in the first world and the second."""

    def share(world: Outcomes, which: NDArray[np.int32]) -> float:
        return crossing(world, which, np.ones(world.count, np.bool_))

    a, b = twins.a, twins.b
    return np.array([share(a, a.ties.first), share(a, a.ties.last), share(b, b.ties.last)])

"""Expected changes of scores, computed as in the published study and for simulated changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.society.aggregate_tables import rows
from lending.worlds import GROUPS, Lent, borrowers

REPAID, LATE, LOWEST, HIGHEST = 75.0, -150.0, 300.0, 850.0
Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


def as_published(lent: Lent, group: str, among: Mask | None = None) -> float:
    """Return a group's mean change as the study computes it: each person's expected change, clipped to the scale."""
    own, start, ill = _borrowers(lent, group, among)
    moved = start + (1 - ill) * REPAID + ill * LATE
    return float((np.clip(moved, LOWEST, HIGHEST) - start).sum() / own)


def as_lived(lent: Lent, group: str, among: Mask | None = None) -> tuple[float, float]:
    """Return a group's mean change if each simulated change is clipped, and its standard error by random repayment."""
    own, start, ill = _borrowers(lent, group, among)
    up, down = (np.clip(start + by, LOWEST, HIGHEST) - start for by in (REPAID, LATE))
    spread = np.sqrt((ill * (1 - ill) * (up - down) ** 2).sum())
    return float(((1 - ill) * up + ill * down).sum() / own), float(spread / own)


def _borrowers(lent: Lent, group: str, among: Mask | None) -> tuple[int, Values, Values]:
    """Return the size of the group; of its members with a loan, the scores and the probabilities of default."""
    tables, place = rows(borrowers().aggregates), GROUPS.index(group)
    part = slice(tables.first[place], tables.first[place + 1])
    own = (lent.group == place) if among is None else (lent.group == place) & among
    start = lent.start[own & lent.granted]
    return int(own.sum()), start, np.interp(start, tables.points[part], tables.ill[part])

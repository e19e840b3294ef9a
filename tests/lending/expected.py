"""What the moves of scores are expected to be: by the arithmetic of the published study, and by that of lived moves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.society.aggregate_tables import rows
from lending.worlds import GROUPS, Lent, borrowers

REPAID, LATE, LOWEST, HIGHEST = 75.0, -150.0, 300.0, 850.0
Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


def as_published(lent: Lent, group: str, among: Mask | None = None) -> float:
    """Mean move of a group as the study works it out: everybody's expected move, cut at the ends of the scale."""
    own, start, ill = _borrowers(lent, group, among)
    moved = start + (1 - ill) * REPAID + ill * LATE
    return float((np.clip(moved, LOWEST, HIGHEST) - start).sum() / own)


def as_lived(lent: Lent, group: str, among: Mask | None = None) -> tuple[float, float]:
    """Mean move of a group if each lived move is cut, and the standard error that luck with the loans leaves it."""
    own, start, ill = _borrowers(lent, group, among)
    up, down = (np.clip(start + by, LOWEST, HIGHEST) - start for by in (REPAID, LATE))
    spread = np.sqrt((ill * (1 - ill) * (up - down) ** 2).sum())
    return float(((1 - ill) * up + ill * down).sum() / own), float(spread / own)


def _borrowers(lent: Lent, group: str, among: Mask | None) -> tuple[int, Values, Values]:
    """How many are of the group; of those of them who were granted a loan, scores and chances that it goes ill."""
    tables, place = rows(borrowers().aggregates), GROUPS.index(group)
    part = slice(tables.first[place], tables.first[place + 1])
    own = (lent.group == place) if among is None else (lent.group == place) & among
    start = lent.start[own & lent.granted]
    return int(own.sum()), start, np.interp(start, tables.points[part], tables.ill[part])

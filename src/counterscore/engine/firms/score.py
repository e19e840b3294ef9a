"""score: last month's number, part of its distance to the base forgotten, and the points of the month."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.firms.plan import FirmScale, Longs

_FINE, _HALF = np.int64(30), np.int64(1 << 29)


def move(scale: FirmScale, score: Ints, total: Longs) -> None:
    """Move every firm's rung; one without a score begins at the base. Whole numbers, rounded to the nearest."""
    last = np.where(score > 0, score, scale.base).astype(np.int64)
    drift = ((np.int64(scale.base) - last) * scale.forgotten + _HALF) >> _FINE
    score[:] = np.clip(last + drift + total, 1, np.int64(scale.top)).astype(np.int32)

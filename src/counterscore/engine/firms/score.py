"""score: last month's score, moved towards the base by the share forgotten, plus the points of the month."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.firms.plan import FirmScale, Longs

_FINE, _HALF = np.int64(30), np.int64(1 << 29)


def move(scale: FirmScale, score: Ints, total: Longs) -> None:
    """Update every firm's rung, rounded to the nearest; a firm without a score starts at the base."""
    last = np.where(score > 0, score, scale.base).astype(np.int64)
    drift = ((np.int64(scale.base) - last) * scale.forgotten + _HALF) >> _FINE
    score[:] = np.clip(last + drift + total, 1, np.int64(scale.top)).astype(np.int32)

"""rate: convert what is on record into signed points, in whole thousandths."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.firms.plan import FirmSight, Longs


def rate(sight: FirmSight, booked: NDArray[np.uint8]) -> Longs:
    """Return each firm's points of the month, in thousandths. `booked`: activity x firm."""
    return _points(sight.points, booked)


def _points(points: Ints, booked: NDArray[np.uint8]) -> Longs:
    return ((booked > 0) * points.astype(np.int64)[:, None]).sum(axis=0)

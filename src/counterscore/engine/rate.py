"""rate: what was seen becomes signed points, up to the cap of each activity."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, stage

i32 = np.int32


@stage
def rate(points: np.int32, cap: np.int32, seen: Ints, total: Ints) -> None:
    """Add the capped points of one activity to `total`, in thousandths of a point."""
    for j in range(seen.shape[0]):
        capped = i32(min(max(i32(seen[j] * points), i32(-cap)), cap))
        total[j] = i32(total[j] + capped)

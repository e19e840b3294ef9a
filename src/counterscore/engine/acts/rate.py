"""rate: convert what was seen into signed points, up to the cap of each activity."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, no_alloc

i32, u64 = np.int32, np.uint64
Sheet = np.ndarray[tuple[int, int], np.dtype[np.int32]]


@no_alloc
def rate(points: np.int32, cap: np.int32, seen: Ints, operator: int, total: Sheet) -> None:
    """Add the capped points of one activity, in thousandths, to an operator's row of `total`."""
    row = u64(operator)
    for j in range(seen.shape[0]):
        capped = i32(min(max(i32(seen[j] * points), i32(-cap)), cap))
        total[row, j] = i32(total[row, j] + capped)

"""Stream compaction: turn flags into indices, so that a stage visits only the few people it affects.

The loop that sets the flags vectorises; the branchy work that follows runs over the indices alone.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, no_alloc
from counterscore.engine.core.state import Bytes

i32, u8 = np.int32, np.uint8


@no_alloc
def compact(marks: Bytes | Words, which: Ints) -> int:
    """Write the indices of the non-zero `marks` to `which`, ascending; return their number.

    `which` must have one more entry than `marks`.
    """
    count = 0
    for j in range(marks.shape[0]):
        # Every index is written, and kept only if its mark is set: cheaper than a branch that is hard to predict.
        which[count] = i32(j)
        count += int(marks[j] != u8(0))
    return count

"""The few whom something befalls: a stage marks who they may be, in a loop that vectorises, and goes to those alone."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, no_alloc
from counterscore.engine.core.state import Bytes

i32, u8 = np.int32, np.uint8


@no_alloc
def find(marks: Bytes | Words, which: Ints) -> int:
    """Write the places of the marks that are set, into one place more than there are marks; return how many are."""
    count = 0
    for j in range(marks.shape[0]):
        # Written always and kept only when marked: cheaper than a branch that cannot be foreseen.
        which[count] = i32(j)
        count += int(marks[j] != u8(0))
    return count

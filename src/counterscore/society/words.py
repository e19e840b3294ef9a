"""Random words of a person, household or pair: always the same types, so that the generator is compiled once."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import inlined
from counterscore.chance.philox import block

u32, u64 = np.uint32, np.uint64
_HIGH = u64(32)


@inlined
def words_of(who: int, which: int, purpose: int, index: int, seed: u64) -> tuple[u32, u32, u32, u32]:
    """Return the four words of a counter, keyed by the people seed."""
    return block(u32(who), u32(which), u32(purpose), u32(index), u32(seed), u32(seed >> _HIGH))

"""Random words keyed by person, household or pair, with fixed types so that the generator is compiled once."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import inlined
from counterscore.chance.philox import block

u32, u64 = np.uint32, np.uint64
_HIGH = u64(32)


@inlined
def words_of(key: int, other_key: int, purpose: int, index: int, seed: u64) -> tuple[u32, u32, u32, u32]:
    """Return four random words for this key, purpose and index under the people seed."""
    return block(u32(key), u32(other_key), u32(purpose), u32(index), u32(seed), u32(seed >> _HIGH))

"""observe: which of the firms' acts the sources see, and which false records they make."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Words, kernel
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_SIGHT
from counterscore.engine.firms.plan import FirmSight

u8, u32, u64 = np.uint8, np.uint32, np.uint64
Table = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
NOT_BOOKED, SEEN, MISTAKEN = range(3)


@kernel
def observe(sight: FirmSight, key: Words, tick: int, seed: np.uint64, done: Table, booked: Table) -> None:
    """Write what is on record of each firm, activity x firm: NOT_BOOKED, SEEN (true) or MISTAKEN (false)."""
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for f in range(key.shape[0]):
        for a in range(done.shape[0]):
            word, _, _, _ = block(key[f], u32(tick), u32(FIRM_SIGHT), u32(a), k0, k1)
            seen = done[a, f] == 1 and word < sight.seen[a]
            wrong = done[a, f] == 0 and word < sight.mistaken[a]
            booked[a, f] = u8(SEEN) if seen else (u8(MISTAKEN) if wrong else u8(NOT_BOOKED))

"""observe: each partner sees the acts that it covers, of the people that it covers, less what it misses."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, stage
from counterscore.society.traits import BIT

u32, i32 = np.uint32, np.int32
_URBAN = u32(BIT["urban"])


@stage
def keep_to(who: u32, bits: Words, amount: Ints) -> None:
    """Only those with every bit of `who` do it at all."""
    for j in range(bits.shape[0]):
        amount[j] = amount[j] if (bits[j] & who) == who else i32(0)


@stage
def see(urban: u32, rural: u32, needs: u32, bits: Words, words: Words, amount: Ints, seen: Ints) -> None:
    """The month's record of one activity: whole, or not at all."""
    for j in range(bits.shape[0]):
        covered = (bits[j] & needs) == needs
        within = words[j] < (urban if (bits[j] & _URBAN) != u32(0) else rural)
        seen[j] = amount[j] if covered & within else i32(0)

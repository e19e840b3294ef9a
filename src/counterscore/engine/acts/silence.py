"""Bribes to data sources: a person pays, and an act that costs points is not recorded."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, no_alloc
from counterscore.chance.philox import block
from counterscore.chance.purposes import BRIBE
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Sight
from counterscore.engine.core.state import Longs
from counterscore.society.traits import BIT

i32, i64, u32, u64, f32 = np.int32, np.int64, np.uint32, np.uint64, np.float32
_SCORED = u32(BIT["scored"])
INDEX = 64  # of the first activity's draws; those below are for decisions
_HUNDREDTHS = f32(100.0)


@no_alloc
def buy_silence(
    sight: Sight, a: int, key: Words, wage: Floats, wealth: Floats, bits: Words, clock: Clock, seen: Ints, spent: Longs
) -> i32:
    """Remove the records of one activity for which people with a score pay; return how many, and add the cost.

    One payment buys all records of the activity in the month.
    """
    silence, source, total = sight.silence, sight.source[a], i32(0)
    k0, k1 = u32(clock.seed), u32(u64(clock.seed) >> u64(32))
    for j in range(seen.shape[0]):
        price = silence.price[source] * wage[j]
        can = (bits[j] & _SCORED) != u32(0) and f32(0.0) < price <= silence.most[source] * wealth[j]
        if seen[j] == i32(0) or not can:
            continue
        word, _, _, _ = block(key[j], u32(clock.tick), u32(BRIBE), u32(INDEX + a), k0, k1)
        if word < silence.struck[source]:
            wealth[j] = wealth[j] - price
            total = i32(total + seen[j])
            seen[j] = i32(0)
            spent[0] += i64(price * _HUNDREDTHS)
    return total

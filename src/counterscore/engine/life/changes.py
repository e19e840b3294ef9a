"""The effects of an answer on the person who applied: states, wealth and the wage."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Words, inlined
from counterscore.engine.core.plan import Changes

u32, f32 = np.uint32, np.float32


@inlined
def apply(
    changes: Changes, bits: Words, wage: Floats, earnings: Floats, wealth: Floats, person: int, decision: int
) -> None:
    """Apply the effects of one answer to a person. Wealth changes at the wage before the answer, and not below 0.

    The factor on the wage is one on earnings where people have wages of their own.
    """
    bits[person] = u32((bits[person] | changes.to_set[decision]) & ~changes.to_clear[decision])
    wealth[person] = max(wealth[person] + changes.wealth[decision] * wage[person], f32(0.0))
    if earnings.shape[0] > 0:
        earnings[person] = earnings[person] * changes.wage[decision]
    else:
        wage[person] = wage[person] * changes.wage[decision]

"""The cost of refusing to take part."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean
from counterscore.measure.stratification.chances import granted


def refusal_cost(world: Outcomes, group: Flags) -> float:
    """Return the approval rate of adults with a score minus that of adults without; NaN if one of them is empty."""
    adults = group & world.adult
    outside = adults & (world.times.scored == 0)
    rate = granted(world)
    if not np.any(adults & ~outside):
        return float("nan")
    return mean(rate[adults & ~outside]) - mean(rate[outside])

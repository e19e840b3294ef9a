"""What it costs to stay outside."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean
from counterscore.measure.stratification.chances import granted


def refusal_cost(world: Outcomes, group: Flags) -> float:
    """Return the share granted with a score less that without; NaN where nobody is without."""
    grown = group & world.adult
    outside = grown & (world.times.scored == 0)
    share = granted(world)
    if not np.any(grown & ~outside):
        return float("nan")
    return mean(share[grown & ~outside]) - mean(share[outside])

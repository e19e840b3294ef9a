"""Whether firms keep the law and their contracts."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio

YEAR = 12


def firms_honest(world: Outcomes, group: Flags) -> float:
    """Return the share of the firms' months without an unlawful act, of firms whose owner belongs to the group."""
    kept = group[world.trades.owner]
    return mean(world.trades.honest[kept] / world.scenario.months)


def contracts_broken(world: Outcomes, group: Flags) -> float:
    """Return the contracts that a firm breaks in a year, of firms whose owner belongs to the group."""
    kept = group[world.trades.owner]
    return float(ratio(YEAR * np.sum(world.trades.broken[kept], dtype=np.int64), world.scenario.months * kept.sum()))

"""Measures of whether firms obey the law and honour contracts."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio

YEAR = 12


def firms_honest(world: Outcomes, group: Flags) -> float:
    """Return the share of months without an unlawful act, of firms whose owner belongs to the group."""
    selected = group[world.trades.owner]
    return mean(world.trades.honest[selected] / world.trades.months[selected])


def contracts_broken(world: Outcomes, group: Flags) -> float:
    """Return contracts broken per firm and year in the market, of firms whose owner belongs to the group."""
    selected = group[world.trades.owner]
    broken = np.sum(world.trades.broken[selected], dtype=np.int64)
    return float(ratio(YEAR * broken, np.sum(world.trades.months[selected], dtype=np.int64)))

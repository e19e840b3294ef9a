"""Wrongly blacklisted people: listed although more trustworthy than most."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio


def _better_half(world: Outcomes) -> Flags:
    return world.people.trustworthiness > np.median(world.people.trustworthiness[world.people.there])


def wrongly_listed(world: Outcomes, group: Flags) -> float:
    """Return the share of people ever listed who are in the more trustworthy half."""
    listed = group & (world.listings.entries > 0)
    return float(ratio((listed & _better_half(world)).sum(), listed.sum()))


def wrongly_listed_months(world: Outcomes, group: Flags) -> float:
    """Return the mean number of months listed of adults in the more trustworthy half."""
    better = group & world.adult & _better_half(world)
    return mean(world.times.listed[better].astype(np.float64)) if world.rated else float("nan")

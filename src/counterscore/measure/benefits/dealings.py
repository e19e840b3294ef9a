"""Measures of dealings between strangers, a market for lemons (Akerlof 1970)."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import yearly


def dealings(world: Outcomes) -> Person:
    """Return the share of dealings sought that were made, per person."""
    return np.where(world.adult, ratio(world.dealt.made, world.dealt.sought), np.nan)


def gain(world: Outcomes) -> Person:
    """Return the gain from dealings in yuan per adult year, per person."""
    if world.society.dealings is None:
        return np.full(world.count, np.nan)
    return yearly(world, np.zeros(world.count, np.int64)) + np.where(
        world.adult, 12 * ratio(world.dealt.gained, world.times.adult), np.nan
    )


def cheated(world: Outcomes, group: Flags) -> float:
    """Return the share of dealings made in which the group's people were cheated."""
    return float(ratio(world.dealt.cheated[group].sum(), world.dealt.made[group].sum()))

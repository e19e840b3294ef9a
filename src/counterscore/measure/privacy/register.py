"""The public register: how many people can look up an entry, and how many entries identify one person."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean
from counterscore.society.traits import BIT


def public(world: Outcomes) -> bool:
    """Return whether everybody can see everybody's rank."""
    return world.regime.rank is not None and world.regime.rank.public and world.regime.score is not None


def register_reach(world: Outcomes, group: Flags) -> float:
    """Return the mean number of strangers who can look up a person's score."""
    alive = world.times.alive > 0
    scored = group & ~np.isnan(world.scores)
    if not public(world) or not world.rated:
        return 0.0 if (group & alive).any() else float("nan")
    living = int((world.ends.bits & np.uint32(BIT["alive"]) != 0).sum())
    return mean((living - 1 - world.ends.ties[scored]).astype(np.float64))


def singled_out(world: Outcomes, group: Flags) -> float:
    """Return the share of register entries that region and score, in whole points, identify uniquely."""
    scored = ~np.isnan(world.scores)
    if not public(world) or not (group & scored).any():
        return 0.0 if group.any() else float("nan")
    entry = world.people.region.astype(np.int64) * 1_000_000 + np.floor(np.nan_to_num(world.scores)).astype(np.int64)
    _, which, counts = np.unique(entry[scored], return_inverse=True, return_counts=True)
    return float((counts[which] == 1)[group[scored]].mean())

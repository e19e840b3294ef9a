"""With whom people keep company."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.validity.agreement import correlation
from counterscore.society.traits import BIT


def living(world: Outcomes) -> Flags:
    """Who was there at the start and lives at the end."""
    return world.people.there & ((world.ends.bits & np.uint32(BIT["alive"])) != 0)


def friends(world: Outcomes) -> Person:
    """Return the number of ties at the end."""
    return np.where(living(world), world.ends.ties.astype(np.float64), np.nan)


def assortativity(world: Outcomes, group: Flags) -> float:
    """Return the correlation of the scores at the two ends of the group's ties."""
    one, other = np.concatenate([world.ties.last, world.ties.last[::-1]], axis=1)
    kept = group[one] & ~np.isnan(world.scores[one]) & ~np.isnan(world.scores[other])
    return correlation(world.scores[one[kept]], world.scores[other[kept]])


def cross_class(world: Outcomes, group: Flags) -> float:
    """Return the share of the group's ties that join people of different fifths of income."""
    return crossing(world, world.ties.last, group)


def crossing(world: Outcomes, ties: Whole, group: Flags) -> float:
    """Return the share of some ties of the group that join people of different fifths of income."""
    one, other = np.concatenate([ties, ties[::-1]], axis=1)
    fifth, kept = world.people.cell // 20, group[one]
    return float(ratio((fifth[one[kept]] != fifth[other[kept]]).sum(), kept.sum()))

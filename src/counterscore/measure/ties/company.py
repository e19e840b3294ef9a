"""Friends: how many, how similar in score, and how mixed in income."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.validity.agreement import correlation
from counterscore.society.traits import BIT


def living(world: Outcomes) -> Flags:
    """Return who was alive both at the start and at the end."""
    return world.people.there & ((world.ends.bits & np.uint32(BIT["alive"])) != 0)


def friends(world: Outcomes) -> Person:
    """Return the number of ties at the end, per person."""
    return np.where(living(world), world.ends.ties.astype(np.float64), np.nan)


def assortativity(world: Outcomes, group: Flags) -> float:
    """Return the correlation between friends' scores, over ties of the group."""
    one, other = np.concatenate([world.ties.last, world.ties.last[::-1]], axis=1)
    scored = group[one] & ~np.isnan(world.scores[one]) & ~np.isnan(world.scores[other])
    return correlation(world.scores[one[scored]], world.scores[other[scored]])


def cross_class(world: Outcomes, group: Flags) -> float:
    """Return the share of the group's ties at the end between people in different income fifths."""
    return crossing(world, world.ties.last, group)


def crossing(world: Outcomes, ties: Whole, group: Flags) -> float:
    """Return the share of these ties (2 x ties) of the group between people in different income fifths."""
    one, other = np.concatenate([ties, ties[::-1]], axis=1)
    fifth, own = world.people.cell // 20, group[one]
    return float(ratio((fifth[one[own]] != fifth[other[own]]).sum(), own.sum()))

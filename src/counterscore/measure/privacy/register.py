"""The public register: how many people can look up an entry, and how many entries identify one person."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.privacy.uniqueness import MILLION, Entries, UniqueEntries, expected, uniques
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
    """Return how many of a million entries region and score, in whole points, would identify in so large a register."""
    scored = ~np.isnan(world.scores)
    if not public(world) or not (group & scored).any():
        return 0.0 if group.any() else float("nan")
    return expected(_entries(world, group & scored), _entries(world, scored), _scale(world))


def singled_out_interval(world: Outcomes) -> UniqueEntries:
    """Return the same of everybody, with its interval."""
    return uniques(_entries(world, ~np.isnan(world.scores)), _scale(world))


def same_entry(world: Outcomes, group: Flags) -> float:
    """Return with how many others a person would share region and score, in whole points, among a million.

    The share of pairs of entries that are the same needs no model and does not depend on the number of people (Simpson
    1949).
    """
    scored = ~np.isnan(world.scores)
    count = int(scored.sum())
    if not public(world) or not (group & scored).any() or count < 2:
        return float("nan")
    entry = world.people.region[scored].astype(np.int64) * MILLION + np.floor(world.scores[scored]).astype(np.int64)
    _, which, counts = np.unique(entry, return_inverse=True, return_counts=True)
    others = (counts[which] - 1)[group[scored]] / (count - 1)
    return float((MILLION - 1) * others.mean())


def _entries(world: Outcomes, members: Flags) -> Entries:
    return world.people.region[members].astype(np.int64), world.scores[members]


def _scale(world: Outcomes) -> tuple[float, float]:
    """Return the lowest and the highest score, in points; the highest there is, if an operator's scale goes beyond."""
    score = world.regime.score
    highest = score.highest if score else 0.0
    return world.lowest / 1000, max(highest, float(np.nanmax(world.scores)))

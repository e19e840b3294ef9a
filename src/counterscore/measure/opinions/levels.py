"""Opinions at the end: who approves of the scheme, fears it, or trusts others, and how strongly.

Nobody can approve of a scheme that does not exist, or fear it: without data sources and a score, neither is defined.
"""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes, Reals
from counterscore.measure.protocol import Person
from counterscore.society.traits import BIT

_GROWN = np.uint32(BIT["alive"] | BIT["adult"])
_MIDDLE = 0.5


def _levels(world: Outcomes, held: Reals) -> Person:
    """Return an opinion per person, NaN for people who are dead, children, or born later than month 0."""
    asked = world.people.there & ((world.ends.bits & _GROWN) == _GROWN)
    return np.where(asked, held.astype(np.float64), np.nan)


def _of_scheme(world: Outcomes, held: Reals) -> Person:
    """Return an opinion of the scheme per person, NaN for everybody without a scheme."""
    scheme = bool(world.regime.partners) or world.regime.score is not None
    return _levels(world, held) if scheme else np.full(world.count, np.nan)


def _above(levels: Person) -> Person:
    return np.where(np.isnan(levels), np.nan, levels > _MIDDLE)


def approval_mean(world: Outcomes) -> Person:
    """Return how much a person approves of the scheme at the end, 0 to 1."""
    return _of_scheme(world, world.opinions.approval)


def approval(world: Outcomes) -> Person:
    """Return 1 for people who approve of the scheme at the end (above the middle), else 0."""
    return _above(approval_mean(world))


def fear_mean(world: Outcomes) -> Person:
    """Return how much a person fears the scheme at the end, 0 to 1."""
    return _of_scheme(world, world.opinions.fear)


def fear(world: Outcomes) -> Person:
    """Return 1 for people who fear the scheme at the end (above the middle), else 0."""
    return _above(fear_mean(world))


def trust_mean(world: Outcomes) -> Person:
    """Return how much a person trusts others at the end, 0 to 1."""
    return _levels(world, world.opinions.trust)


def trust(world: Outcomes) -> Person:
    """Return 1 for people who trust others at the end (above the middle), else 0."""
    return _above(trust_mean(world))

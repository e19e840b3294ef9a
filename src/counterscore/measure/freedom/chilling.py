"""Lawful acts that the law protects, and that are not done."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import units, where, yearly
from counterscore.measure.twins import Twins


def _drop(twins: Twins, group: Flags, acts: Sequence[int]) -> float:
    with_it = twins.of_a(units(twins.a, acts))[group].sum()
    without = twins.of_b(units(twins.b, acts))[group].sum()
    return float(1 - ratio(with_it, without))


def chilling(twins: Twins, group: Flags, place: int) -> float:
    """Return by what share one act is done less than in the twin world."""
    return _drop(twins, group, [place])


def chilling_all(twins: Twins, group: Flags) -> float:
    """Return by what share protected acts are done less than in the twin world."""
    return _drop(twins, group, where(twins.a, law=["protected"]))


def protected_acts(world: Outcomes) -> Person:
    """Return the protected acts of a year."""
    return yearly(world, units(world, where(world, law=["protected"])))

"""The chilling effect: protected lawful acts that people no longer do."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import activities_of, units, yearly
from counterscore.measure.twins import Twins


def _decline(twins: Twins, group: Flags, acts: Sequence[int]) -> float:
    with_it = twins.of_a(units(twins.a, acts))[group].sum()
    without = twins.of_b(units(twins.b, acts))[group].sum()
    return float(1 - ratio(with_it, without))


def chilling(twins: Twins, group: Flags, index: int) -> float:
    """Return the relative decline of one act compared with the twin world, as a share."""
    return _decline(twins, group, [index])


def chilling_all(twins: Twins, group: Flags) -> float:
    """Return the relative decline of protected acts compared with the twin world, as a share."""
    return _decline(twins, group, activities_of(twins.a, law=["protected"]))


def protected_acts(world: Outcomes) -> Person:
    """Return protected acts per adult year, per person."""
    return yearly(world, units(world, activities_of(world, law=["protected"])))

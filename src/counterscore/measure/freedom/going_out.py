"""Who goes out, and who stops."""

from __future__ import annotations

from counterscore.measure.outcomes import Flags, Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import units, where, yearly
from counterscore.measure.twins import Twins


def _out(world: Outcomes) -> Whole:
    return units(world, where(world, "location", ["lawful", "protected"]))


def going_out(world: Outcomes) -> Person:
    """Return the units of lawful acts by location, a year."""
    return yearly(world, _out(world))


def stay_home(twins: Twins, group: Flags) -> float:
    """Return the share of those who go out in the twin world that go out less than half as much."""
    here, there = twins.of_a(_out(twins.a)), twins.of_b(_out(twins.b))
    who = group & twins.of_a(twins.a.adult) & (there > 0)
    return float(ratio((who & (2 * here < there)).sum(), who.sum()))

"""The chilling effect: protected lawful acts that people no longer do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterscore.measure.outcomes import Flags, Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import activities_of, units, yearly
from counterscore.measure.twins import Twins


class Done(NamedTuple):
    """Acts and adult months of people in both worlds: `acts` and `months` in the first, `free`, `lived` in its twin."""

    acts: Whole
    months: Whole
    free: Whole
    lived: Whole


def done(twins: Twins, group: Flags, acts: Sequence[int]) -> Done:
    """Return how often the group did these acts in both worlds, of people who were adults in both."""
    people = group & twins.of_a(twins.a.adult) & twins.of_b(twins.b.adult)
    first, second = twins.of_a(twins.a.times.adult), twins.of_b(twins.b.times.adult)
    with_it, without = twins.of_a(units(twins.a, acts)), twins.of_b(units(twins.b, acts))
    return Done(with_it[people], first[people], without[people], second[people])


def _decline(twins: Twins, group: Flags, acts: Sequence[int]) -> float:
    """Return the fall in acts per adult month, so that a longer or shorter life is no change of conduct."""
    sums = [float(each.sum()) for each in done(twins, group, acts)]
    return float(1 - ratio(ratio(sums[0], sums[1]), ratio(sums[2], sums[3])))


def chilling(twins: Twins, group: Flags, index: int) -> float:
    """Return the relative decline of one act compared with the twin world, as a share."""
    return _decline(twins, group, [index])


def chilling_all(twins: Twins, group: Flags) -> float:
    """Return the relative decline of protected acts compared with the twin world, as a share."""
    return _decline(twins, group, activities_of(twins.a, law=["protected"]))


def protected_acts(world: Outcomes) -> Person:
    """Return protected acts per adult year, per person."""
    return yearly(world, units(world, activities_of(world, law=["protected"])))

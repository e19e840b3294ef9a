"""Going out: lawful acts by location, and who gives them up."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import activities_of, units, yearly
from counterscore.measure.twins import Twins


def _out(world: Outcomes) -> Whole:
    return units(world, activities_of(world, "location", ["lawful", "protected"]))


def going_out(world: Outcomes) -> Person:
    """Return units of lawful acts by location per adult year, per person."""
    return yearly(world, _out(world))


def stay_home(twins: Twins, group: Flags) -> float:
    """Return the share of adults in both worlds who go out in the twin world, but less than half as often in this one.

    Often means units per adult year, so nobody counts as staying at home because they died earlier.
    """
    with_it, without = twins.of_a(yearly(twins.a, _out(twins.a))), twins.of_b(yearly(twins.b, _out(twins.b)))
    people = group & ~np.isnan(with_it) & (without > 0)
    return float(ratio((people & (2 * with_it < without)).sum(), people.sum()))

"""Diversity of reading and of places visited."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import activities_of


def unlike(units: Whole) -> Person:
    """Return the chance that two different units of a person are of different kinds (Simpson 1949).

    Its expected value does not depend on how many units there are, unlike that of an entropy. `units`: kinds x people.
    NaN for people with fewer than two units.

    >>> unlike(np.array([[1, 3, 1], [1, 0, 0]])).tolist()
    [1.0, 0.0, nan]
    """
    counts = units.astype(np.float64)
    total = counts.sum(axis=0)
    return 1 - ratio((counts * (counts - 1)).sum(axis=0), total * (total - 1))


def reading_diversity(world: Outcomes) -> Person:
    """Return the chance that two acts of reading are of different kinds, per person."""
    return np.where(world.adult, unlike(world.acts.done[activities_of(world, "books")]), np.nan)


def places_diversity(world: Outcomes) -> Person:
    """Return the chance that two units of lawful acts by location are of different kinds, per person."""
    return np.where(
        world.adult, unlike(world.acts.done[activities_of(world, "location", ["lawful", "protected"])]), np.nan
    )

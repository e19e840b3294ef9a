"""Diversity of reading and of places visited."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person
from counterscore.measure.rates import activities_of


def kinds(units: Whole) -> Person:
    """Return the effective number of kinds per person: the exponential of the Shannon entropy (Hill 1973).

    `units`: kinds x people. NaN for people without any unit.

    >>> kinds(np.array([[2, 3, 0], [2, 0, 0]])).tolist()
    [2.0, 1.0, nan]
    """
    total = units.sum(axis=0)
    share = units / np.maximum(total, 1)
    entropy = -np.sum(share * np.log(np.where(share > 0, share, 1.0)), axis=0)
    return np.where(total > 0, np.exp(entropy), np.nan)


def reading_diversity(world: Outcomes) -> Person:
    """Return the effective number of kinds of books, per person."""
    return np.where(world.adult, kinds(world.acts.done[activities_of(world, "books")]), np.nan)


def places_diversity(world: Outcomes) -> Person:
    """Return the effective number of kinds of lawful acts by location, per person."""
    return np.where(
        world.adult, kinds(world.acts.done[activities_of(world, "location", ["lawful", "protected"])]), np.nan
    )

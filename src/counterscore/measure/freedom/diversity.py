"""How many kinds of books and places there are in a life."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person
from counterscore.measure.rates import where


def kinds(units: Whole) -> Person:
    """Return, for kinds x people, the number of equally common kinds of the same entropy; NaN where there is nothing.

    >>> kinds(np.array([[2, 3, 0], [2, 0, 0]])).tolist()
    [2.0, 1.0, nan]
    """
    total = units.sum(axis=0)
    share = units / np.maximum(total, 1)
    entropy = -np.sum(share * np.log(np.where(share > 0, share, 1.0)), axis=0)
    return np.where(total > 0, np.exp(entropy), np.nan)


def reading_diversity(world: Outcomes) -> Person:
    """Return the number of equally common kinds of books."""
    return np.where(world.adult, kinds(world.acts.done[where(world, "books")]), np.nan)


def places_diversity(world: Outcomes) -> Person:
    """Return the number of equally common kinds of lawful acts by location."""
    return np.where(world.adult, kinds(world.acts.done[where(world, "location", ["lawful", "protected"])]), np.nan)

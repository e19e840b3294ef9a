"""Counts made comparable between people who lived for different times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person, ratio

YEAR = 12


def yearly(world: Outcomes, count: Whole) -> Person:
    """Return a count a year grown up; NaN for who was never grown up or not there at the start."""
    return np.where(world.adult, YEAR * ratio(count, world.times.adult), np.nan)


def units(world: Outcomes, activities: Sequence[int], seen: bool = False) -> Whole:
    """Return how many units of these activities each person did, or had seen."""
    rows = (world.acts.seen if seen else world.acts.done)[list(activities)]
    return rows.sum(axis=0, dtype=np.int64)


def where(world: Outcomes, domain: str | None = None, law: Sequence[str] = ()) -> list[int]:
    """Return the places of the activities of a domain, and to which the law stands so."""
    acts = enumerate(world.society.activities)
    return [place for place, act in acts if domain in (None, act.domain) and (not law or act.law in law)]

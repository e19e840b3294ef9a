"""Counts per year, comparable between people who lived for different times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person, ratio

YEAR = 12


def yearly(world: Outcomes, count: Whole) -> Person:
    """Return a count per adult year; NaN for people who were never adults or not alive at the start."""
    return np.where(world.adult, YEAR * ratio(count, world.times.adult), np.nan)


def units(world: Outcomes, activities: Sequence[int], seen: bool = False) -> Whole:
    """Return how many units of these activities each person did, or how many of them were seen."""
    rows = (world.acts.seen if seen else world.acts.done)[list(activities)]
    return rows.sum(axis=0, dtype=np.int64)


def activities_of(world: Outcomes, domain: str | None = None, law: Sequence[str] = ()) -> list[int]:
    """Return the indices of the activities of a domain and of these legal statuses; all without a restriction."""
    acts = enumerate(world.society.activities)
    return [index for index, act in acts if domain in (None, act.domain) and (not law or act.law in law)]

"""What people have, and how they lived."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.society.traits import BIT


def income(world: Outcomes) -> Person:
    """Return the mean pay a month: the wage, or the benefit while without work."""
    lost = (1 - world.society.circumstances.benefit.value) * ratio(world.times.jobless, world.times.alive)
    return np.where(world.adult, world.people.wage * (1 - lost), np.nan)


def wealth(world: Outcomes) -> Person:
    """Return the wealth at the end of those who were grown up and live."""
    alive = (world.ends.bits & np.uint32(BIT["alive"])) != 0
    return np.where(world.adult & alive, world.ends.wealth.astype(np.float64), np.nan)


def _share(world: Outcomes, months: Whole, whole: Whole) -> Person:
    return np.where(world.adult, ratio(months, whole), np.nan)


def work(world: Outcomes) -> Person:
    """Return the share of the time due to work that was spent in work."""
    return _share(world, world.times.employed, world.times.due)


def strain(world: Outcomes) -> Person:
    """Return the share of the time short of money."""
    return _share(world, world.times.strained, world.times.adult)


def home(world: Outcomes) -> Person:
    """Return the share of the time as the owner of a home."""
    return _share(world, world.times.home_owner, world.times.adult)


def partnered(world: Outcomes) -> Person:
    """Return the share of the time with a partner."""
    return _share(world, world.times.partnered, world.times.adult)


def papers(world: Outcomes) -> Person:
    """Return the share of the time with papers in order."""
    return _share(world, world.times.papers, world.times.adult)

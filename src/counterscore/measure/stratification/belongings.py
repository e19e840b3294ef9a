"""Income, wealth, and time spent in work, hardship, home ownership and partnership."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes, Whole
from counterscore.measure.protocol import Person, ratio
from counterscore.society.traits import BIT


def income(world: Outcomes) -> Person:
    """Return mean monthly pay in yuan over adult months, per person: the wage of the month, or the benefit."""
    return np.where(world.adult, ratio(world.earnings.paid, world.times.adult), np.nan)


def wealth(world: Outcomes) -> Person:
    """Return final wealth in yuan of adults who are alive, per person."""
    alive = (world.ends.bits & np.uint32(BIT["alive"])) != 0
    return np.where(world.adult & alive, world.ends.wealth.astype(np.float64), np.nan)


def _share(world: Outcomes, months: Whole, whole: Whole) -> Person:
    return np.where(world.adult, ratio(months, whole), np.nan)


def work(world: Outcomes) -> Person:
    """Return the employment rate: share of labour-force months spent in work, per person."""
    return _share(world, world.times.employed, world.times.due)


def strain(world: Outcomes) -> Person:
    """Return the share of adult months short of money, per person."""
    return _share(world, world.times.strained, world.times.adult)


def home(world: Outcomes) -> Person:
    """Return the share of adult months as a home owner, per person."""
    return _share(world, world.times.home_owner, world.times.adult)


def partnered(world: Outcomes) -> Person:
    """Return the share of adult months with a spouse or partner, per person."""
    return _share(world, world.times.partnered, world.times.adult)


def papers(world: Outcomes) -> Person:
    """Return the share of adult months with valid official documents, per person."""
    return _share(world, world.times.papers, world.times.adult)

"""Duties not met."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import units, where, yearly


def unpaid(world: Outcomes) -> Person:
    """Return bills and instalments unpaid, a year."""
    return yearly(world, units(world, where(world, "bills", ["unlawful"])))


def taxes_paid(world: Outcomes) -> Person:
    """Return the share of the months in work in which tax was paid, whole and in time."""
    wrongs = units(world, where(world, "taxes", ["unlawful"]))
    return np.where(world.adult, 1 - ratio(np.minimum(wrongs, world.times.employed), world.times.employed), np.nan)


def tax_wrongs(world: Outcomes) -> Person:
    """Return months with taxes paid late or evaded, a year."""
    return yearly(world, units(world, where(world, "taxes", ["unlawful"])))

"""Duties not met."""

from __future__ import annotations

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person
from counterscore.measure.rates import units, where, yearly


def unpaid(world: Outcomes) -> Person:
    """Return bills and instalments unpaid, a year."""
    return yearly(world, units(world, where(world, "bills", ["unlawful"])))


def tax_wrongs(world: Outcomes) -> Person:
    """Return months with taxes paid late or evaded, a year."""
    return yearly(world, units(world, where(world, "taxes", ["unlawful"])))

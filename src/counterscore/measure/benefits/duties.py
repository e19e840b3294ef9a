"""Measures of legal duties: bills and taxes."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import activities_of, units, yearly


def unpaid(world: Outcomes) -> Person:
    """Return unpaid bills and instalments per adult year, per person."""
    return yearly(world, units(world, activities_of(world, "bills", ["unlawful"])))


def taxes_paid(world: Outcomes) -> Person:
    """Return the share of months in work with tax paid in full and on time, per person."""
    violations = units(world, activities_of(world, "taxes", ["unlawful"]))
    return np.where(world.adult, 1 - ratio(np.minimum(violations, world.times.employed), world.times.employed), np.nan)


def tax_wrongs(world: Outcomes) -> Person:
    """Return months with tax paid late or evaded per adult year, per person."""
    return yearly(world, units(world, activities_of(world, "taxes", ["unlawful"])))

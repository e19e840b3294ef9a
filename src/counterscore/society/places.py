"""Places: a region and a kind of area, rural or urban, as numbers; who lives there at the start, and for how much."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from counterscore.society.population_schema import Curve, Population
from counterscore.society.traits import BIT

AREAS = 2
_MIDDLE = 0.5


def place_of(region: int, urban: bool) -> int:
    """Return the number of a place: twice the region, plus 1 for urban areas.

    >>> place_of(3, urban=True)
    7
    """
    return AREAS * region + int(urban)


def levels(population: Population) -> list[Decimal]:
    """Return the level of incomes of each region relative to the mean over people; 1 if none is declared."""
    return relative(population, "income")


def relative(population: Population, column: str) -> list[Decimal]:
    """Return a column of the regions divided by its mean over people; 1 for all if it is not declared."""
    regions = population.regions
    declared = getattr(regions, column)
    if not declared:
        return [Decimal(1)] * len(regions.shares)
    values = [Decimal(each.value) for each in declared]
    mean = sum(value * Decimal(share) for value, share in zip(values, regions.shares, strict=True))
    return [value / mean for value in values]


def people_by_place(population: Population) -> list[Decimal]:
    """Return the share of the people who live in each place at the start."""
    urban = Decimal(population.urban.value)
    return [Decimal(share) * part for share in population.regions.shares for part in (1 - urban, urban)]


def income_by_place(population: Population) -> list[Decimal]:
    """Return the expected income of each place: the median of the kind of area times the level of the region."""
    middle = [Decimal(_median(population.income[area])).exp() for area in ("rural", "urban")]
    return [level * median for level in levels(population) for median in middle]


def _median(curve: Curve) -> float:
    """Return the logarithm of the median income of a curve."""
    for (low, first), (high, last) in pairwise(zip(curve.at, curve.log_income, strict=True)):
        if low <= _MIDDLE <= high:
            return first + (last - first) * (_MIDDLE - low) / (high - low)
    raise ValueError("a curve goes from 0 to 1")


def minority_by_place(population: Population) -> list[Decimal]:
    """Return the factor on the share of the minority in each place; its mean over people is 1.

    Without a declaration it is 1 everywhere.
    """
    minority, people = population.minority, people_by_place(population)
    if minority is None:
        return [Decimal(1)] * len(people)
    factors = [Decimal(each.value) * part for each in minority.regions for part in (1, Decimal(minority.urban.value))]
    mean = sum(factor * share for factor, share in zip(factors, people, strict=True))
    return [factor / mean for factor in factors]


def minority_incomes(population: Population) -> tuple[Decimal, Decimal]:
    """Return the factors on the incomes of the majority and of the minority, of which the mean over people is 1."""
    if population.minority is None:
        return Decimal(1), Decimal(1)
    whole, income = Decimal(minority_share(population)), Decimal(population.minority.income.value).exp()
    mean = 1 + whole * (income - 1)
    return 1 / mean, income / mean


def minority_share(population: Population) -> float:
    """Return the share of the minority in the whole population: that of its state, the same at every age.

    Raises ValueError if the population has no such state; the checks of a file complain about that before.
    """
    for state in population.states:
        if BIT[state.bit] == BIT["minority"] and state.everyone:
            return state.everyone[0]
    raise ValueError("the population has no state `minority` for everyone")

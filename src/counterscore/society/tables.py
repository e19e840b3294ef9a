"""The declared population as arrays for kernels: thresholds of 32-bit random words, and quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.chance.normal import quantile
from counterscore.society.correlation import cholesky, matrix
from counterscore.society.places import relative
from counterscore.society.population_schema import (
    MAX_AGE,
    MAX_MEMBERS,
    Curve,
    HouseholdType,
    InitialState,
    Member,
    Population,
    Sex,
)
from counterscore.society.traits import BIT

_WORDS = 2**32
_FULL = _WORDS - 1
SEXES = get_args(Sex)


class Homes(NamedTuple):
    """Arrays for neighbourhoods and households: word thresholds, ages in years, quantiles of log income.

    `urban` is by region.
    """

    neighbourhood: int
    urban: NDArray[np.uint64]
    regions: NDArray[np.uint64]
    kinds: Words
    sizes: Ints
    reference: Floats
    older: Floats
    sex: Ints
    male: Words
    grown_up: int
    income_at: Floats
    income: Floats
    wealth: Floats


class Persons(NamedTuple):
    """Arrays for each person: Cholesky factor of the traits, education, occupation and initial states.

    `education`: by group (urban + 2 x female) and age in years.
    """

    mixing: Floats
    education: Floats
    jobs: Words
    state_bit: Words
    state_needs: Words
    state_excludes: Words
    state_household: Ints
    state_chance: Words


def word(share: float) -> int:
    """Return the threshold below which a 32-bit random word falls with probability `share`.

    >>> word(0.5) == 2**31
    True
    """
    return min(round(share * _WORDS), _FULL)


def _thresholds(shares: Sequence[float]) -> list[int]:
    total = sum(shares)
    return [*(word(part / total) for part in list(accumulate(shares))[:-1]), _FULL]


def homes(population: Population, urban: float | None = None) -> Homes:
    """Return the arrays for drawing households, with that share of urban neighbourhoods or that of the population."""
    kinds = population.households
    regions = [threshold << 32 | _FULL for threshold in _thresholds(population.regions.shares)]
    return Homes(
        neighbourhood=int(population.neighbourhood.value),
        urban=_urban(population, population.urban.value if urban is None else urban),
        regions=np.array(regions, np.uint64),
        kinds=np.array(_thresholds([kind.weight.value for kind in kinds]), np.uint32),
        sizes=np.array([len(kind.members) for kind in kinds], np.int32),
        reference=_reference(kinds),
        older=_older(kinds),
        sex=_sexes(kinds),
        male=np.array([word(0.5), 0, *(word(population.male[key].value) for key in SEXES[2:])], np.uint32),
        grown_up=int(population.grown_up.value),
        income_at=_curves([curve.at for curve in _curve_pair(population)], 1.0),
        income=_curves([curve.log_income for curve in _curve_pair(population)], None),
        wealth=np.array([population.wealth.months.value, population.wealth.spread.value], np.float32),
    )


def _curve_pair(population: Population) -> tuple[Curve, Curve]:
    return population.income["rural"], population.income["urban"]


def _curves(rows: Sequence[Sequence[float]], end: float | None) -> Floats:
    """Return the rows as one array; shorter rows are padded with `end`, or with their last entry."""
    longest = max(len(row) for row in rows)
    padded = [[*row, *[row[-1] if end is None else end] * (longest - len(row))] for row in rows]
    return np.array(padded, np.float32)


def _reference(kinds: Sequence[HouseholdType]) -> Floats:
    """Return 33 equally spaced quantiles, interpolated linearly between those declared."""
    at = np.linspace(0, 1, 33)
    rows = [np.interp(at, np.linspace(0, 1, len(kind.reference)), kind.reference) for kind in kinds]
    return np.array(rows, np.float32)


def _members(kind: HouseholdType) -> list[Member]:
    return [*kind.members, *[kind.members[0]] * (MAX_MEMBERS - len(kind.members))]


def _older(kinds: Sequence[HouseholdType]) -> Floats:
    return np.array([[member.older for member in _members(kind)] for kind in kinds], np.float32)


def _sexes(kinds: Sequence[HouseholdType]) -> Ints:
    return np.array([[SEXES.index(member.sex) for member in _members(kind)] for kind in kinds], np.int32)


def _urban(population: Population, share: float) -> NDArray[np.uint64]:
    """Return by region the threshold below which a neighbourhood is urban."""
    shares = [min(share * float(factor), 1.0) for factor in relative(population, "urban")]
    return np.array([word(each) << 32 for each in shares], np.uint64)


def persons(population: Population, education: Floats | None = None) -> Persons:
    """Return the arrays for drawing the attributes of each person.

    `education`: its limits by group, age and level (see `Persons`), if they are not those of the cohorts.
    """
    states = population.states
    return Persons(
        mixing=np.array(cholesky(matrix(population.correlation_of())), np.float32),
        education=_education(population) if education is None else education,
        jobs=np.array([_thresholds(population.jobs[key].shares) for key in ("rural", "urban")], np.uint32),
        state_bit=np.array([BIT[state.bit] for state in states], np.uint32),
        state_needs=np.array([sum(BIT[name] for name in state.needs) for state in states], np.uint32),
        state_excludes=np.array([sum(BIT[name] for name in state.excludes) for state in states], np.uint32),
        state_household=np.array([state.household for state in states], np.int32),
        state_chance=np.array([_chances(state) for state in states], np.uint32).reshape(-1, 4, MAX_AGE),
    )


def _by_age(below: Sequence[int], values: Sequence[float]) -> NDArray[Any]:
    """Return for each age in years the value of the first limit that it is below."""
    return np.array(values)[np.searchsorted(np.maximum.accumulate(below), np.arange(MAX_AGE), side="right")]


def _chances(state: InitialState) -> list[NDArray[Any]]:
    """Return word thresholds by group (urban + 2 x female) and age in years: 4 x MAX_AGE."""
    groups = (("rural", "male"), ("urban", "male"), ("rural", "female"), ("urban", "female"))
    rows = [state.everyone or getattr(state, area) or getattr(state, sex) for area, sex in groups]
    return [_by_age(state.below, [word(chance) for chance in row]) for row in rows]


def _education(population: Population) -> Floats:
    """Return, by group and age in years, the three scores above which a person has reached level 1, 2, 3."""
    below = [cohort.below for cohort in population.education]
    limits = [[normal_score(part) for part in list(accumulate(cohort.shares))[:3]] for cohort in population.education]
    by_age = np.array([_by_age(below, [row[level] for row in limits]) for level in range(3)], np.float32).T
    return np.repeat(by_age[None], 4, axis=0)


def normal_score(share: float) -> float:
    """Return the standard normal quantile; at 0 and 1 a value beyond all draws."""
    if not 0 < share < 1:
        return -9.0 if share <= 0 else 9.0
    return float(quantile(np.uint32(word(share))))

"""Compile the course of life: births, deaths and separations by age, moves between places, and regions that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.compile.numbers import Valued, threshold
from counterscore.engine.core.plan import LifeCourse, Table64
from counterscore.regime.schema import DataSource, Gate, RegimeFile
from counterscore.society.life_course import Births, ByAge, Deaths, Moves
from counterscore.society.places import AREAS, income_by_place, levels, people_by_place, relative
from counterscore.society.schema import SocietyFile

AGES = 200
_WORDS = 1 << 32
f32 = np.float32
Rows = np.ndarray[tuple[int, int], np.dtype[np.uint32]]


def by_age(
    below: Sequence[int], chance: Sequence[Valued], factor: float = 1.0
) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Return the threshold of a chance at each age in years, times a factor and at most 1."""
    return np.array([threshold(min(each * factor, 1.0)) for each in spread(below, chance)], np.uint32)


def spread(below: Sequence[int], chance: Sequence[Valued]) -> list[float]:
    """Return the value at each age in years from 0 to 199."""
    values, lower = [0.0] * AGES, 0
    for limit, each in zip(below, chance, strict=True):
        values[lower:limit] = [each.value] * (limit - lower)
        lower = limit
    return values


def births(table: Births) -> Rows:
    """Return chances of a birth, 8 rows (4 x partnered + education) x age in years."""
    factors = [each.value for each in table.schooling or ()] or [1.0] * 4
    rows = [(chance, factor) for chance in (table.single or table.chance, table.chance) for factor in factors]
    return np.array([by_age(table.below, chance, factor) for chance, factor in rows], np.uint32)


def deaths(table: Deaths) -> Rows:
    """Return chances of dying, 2 rows (male, female) x age in years."""
    return np.array([by_age(table.below, chance) for chance in (table.chance, table.female or table.chance)], np.uint32)


def course(society: SocietyFile) -> LifeCourse:
    """Return how couples separate and people move; a society that does not declare it has neither."""
    apart, moves = society.circumstances.separation, society.circumstances.moves
    places = AREAS * len(society.population.regions.shares)
    roam = np.array(_roam(moves), f32) if moves else np.zeros(AGES, f32)
    schooled = np.array([each.value for each in moves.schooling] if moves else [0.0] * 4, f32)
    pull = _pull(society, moves) if moves else np.zeros((places, places))
    highest = max(1.0, moves.jobless.value) if moves else 0.0
    return LifeCourse(
        separates=apart is not None,
        moves=moves is not None,
        separation=by_age(apart.below, apart.chance) if apart else np.zeros(AGES, np.uint32),
        man_leaves=threshold(apart.man_leaves.value if apart else 0.0),
        mother_keeps=threshold(apart.mother_keeps.value if apart else 0.0),
        pooled=f32(apart.pooled.value if apart else 0.0),
        roam=roam,
        schooled=schooled,
        jobless=f32(moves.jobless.value if moves else 0.0),
        pull=pull.sum(axis=1).astype(f32),
        # A little above the highest chance, so that rounding marks nobody too few.
        most=f32(
            1.001 * float(roam.max()) * float(schooled.max()) * highest * float(pull.sum(axis=1).max(initial=0.0))
        ),
        target=_targets(pull),
        gain=_gain(society, moves),
        family=threshold(moves.family.value if moves else 0.0),
    )


def _roam(moves: ByAge) -> list[float]:
    return spread(moves.below, moves.chance)


def _pull(society: SocietyFile, moves: Moves) -> Table64:
    """Return the weight of each place as a target, by place of origin: origin x target, 0 for staying."""
    people, income = people_by_place(society.population), income_by_place(society.population)
    gain, away = Decimal(moves.gain.value), Decimal(moves.away.value)

    def weight(origin: int, target: int) -> float:
        if origin == target:
            return 0.0
        near = Decimal(1) if origin // AREAS == target // AREAS else away
        return float(people[target] * (income[target] / income[origin]) ** gain * near)

    return np.array([[weight(origin, target) for target in range(len(people))] for origin in range(len(people))])


def _targets(pull: Table64) -> Rows:
    """Return cumulative thresholds by which a word chooses a target: origin x target."""
    rows = [_steps(row) for row in pull.tolist()]
    return np.array(rows, np.uint32)


def _steps(row: list[float]) -> list[int]:
    whole = sum(row)
    steps = [int(Decimal(step) / Decimal(whole) * _WORDS) if whole else 0 for step in accumulate(row)]
    last = max((k for k, each in enumerate(row) if each), default=len(row) - 1)
    return [min(step, _WORDS - 1) if k < last else _WORDS - 1 for k, step in enumerate(steps)]


def _gain(society: SocietyFile, moves: Moves | None) -> NDArray[np.float32]:
    """Return the factor on a mover's income: origin x target."""
    income = income_by_place(society.population)
    if moves is None:
        return np.ones((len(income), len(income)), f32)
    power = Decimal(moves.realised.value)
    return np.array([[float((there / here) ** power) for there in income] for here in income], f32)


def home_level(society: SocietyFile) -> NDArray[np.float32]:
    """Return what coming of age adds to the logarithm of income, by region: the part of its level not inherited."""
    kept = Decimal(society.circumstances.growing.kept.value)
    return np.array([float((1 - kept) * level.ln()) for level in levels(society.population)], f32)


def minority_level(society: SocietyFile) -> np.float32:
    """Return what coming of age adds to the logarithm of income of the minority."""
    minority = society.population.minority
    kept = society.circumstances.growing.kept.value
    return f32((1 - kept) * minority.income.value if minority else 0.0)


def sight_by_place(society: SocietyFile, regime: RegimeFile) -> Rows:
    """Return the chance that a source sees an act and keeps its record: source x place.

    It is the coverage of the kind of area, times the region's coverage, and times its zeal for a public body; 0 outside
    the regions of a local source.
    """
    coverage, zeal = relative(society.population, "coverage"), relative(society.population, "zeal")
    rows = [list(_chances(source, coverage, zeal)) for source in regime.partners]
    return np.array(rows, np.uint32).reshape(-1, AREAS * len(coverage))


def _chances(source: DataSource, coverage: list[Decimal], zeal: list[Decimal]) -> Iterator[np.uint32]:
    public = source.facts is not None and source.facts.collected_by == "public-body"
    for region, (sources, work) in enumerate(zip(coverage, zeal, strict=True)):
        there = not source.regions or region in source.regions
        factor = float(sources * (work if public else 1)) if there else 0.0
        for area in (source.coverage.rural, source.coverage.urban):
            yield threshold(min(area.value * (1 - source.missed.value) * factor, 1.0))


def enforced_by_region(society: SocietyFile, gate: Gate, whole: int) -> list[int]:
    """Return the share of requests to which a gate is applied in each region, in units of 1 / `whole`."""
    share = Decimal(gate.enforced.value if gate.enforced else 1.0)
    zeal = relative(society.population, "zeal")
    there = [not gate.regions or region in gate.regions for region in range(len(zeal))]
    return [
        round(min(share * each, Decimal(1)) * whole) if inside else 0 for each, inside in zip(zeal, there, strict=True)
    ]

"""Education by age, sex and kind of area, with which published tables are met: iterative proportional fitting."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats
from counterscore.society.pool import Declared, Numbers, Templates, declared, fitted_tables, templates
from counterscore.society.population_schema import MAX_AGE, Population
from counterscore.society.published import PublishedTable
from counterscore.society.tables import normal_score

SWEEPS = 100
_DIMENSIONS = ("area", "sex", "age", "education")


def education_limits(population: Population) -> Floats | None:
    """Return the scores above which people reach level 1, 2, 3, by group (urban + 2 x female) and age in years.

    None without published tables. Results are kept.
    """
    return _limits(declared(population)) if population.joint else None


def forget() -> None:
    """Drop the results that are kept, so that they are computed again from the population."""
    _limits.cache_clear()


@lru_cache(maxsize=16)
def _limits(of: Declared) -> Floats:
    population = of.population
    fitted = templates(population)
    assert fitted is not None
    reached = np.minimum(np.cumsum(education_shares(population, fitted), axis=3)[..., :3], 1.0)
    by_group = reached.transpose(1, 0, 2, 3)
    scores = [normal_score(part) for part in by_group.ravel().tolist()]
    return np.array(scores, np.float32).reshape(-1, MAX_AGE, 3)


def education_shares(population: Population, fitted: Templates) -> Numbers:
    """Return the share of each level of education by area, sex and age in years; the shares of an age add up to 1.

    The cohorts of the file, tilted by the declared odds, are the start. Then the people of each cell are multiplied
    until the tables with `education` are met, and every age has as many people as before.
    """
    start = _cohorts(population)
    people = fitted.people[..., None] * start
    tables = [table for table in fitted_tables(population) if "education" in table.by]
    for _ in range(SWEEPS if tables else 0):
        for table in tables:
            people = people * _factors(table, people)
        people = people * _ratio(fitted.people, people.sum(axis=3))[..., None]
    total = people.sum(axis=3, keepdims=True)
    return np.where(total > 0, people / np.where(total > 0, total, 1), start)


def _cohorts(population: Population) -> Numbers:
    joint = population.joint
    assert joint is not None
    below = [cohort.below for cohort in population.education]
    place = np.searchsorted(np.maximum.accumulate(below), np.arange(MAX_AGE), side="right")
    shares = np.array([cohort.shares for cohort in population.education])[place]
    odds = np.outer([1.0, joint.urban_odds.value], [1.0, joint.female_odds.value])
    steps = [np.ones_like(odds)]  # powers of the odds, by multiplication alone so that all machines agree
    for _ in range(shares.shape[1] - 1):
        steps.append(steps[-1] * odds)
    tilted: Numbers = shares * np.stack(steps, axis=-1)[:, :, None, :]
    return tilted / tilted.sum(axis=3, keepdims=True)


def _factors(table: PublishedTable, people: Numbers) -> Numbers:
    """Return by how much the people of each cell are to be multiplied to meet a table."""
    index = table_index(table, people.shape)
    counted = index >= 0
    now = np.bincount(index[counted], people[counted], len(table.cells))
    rows, sums = (np.array(values).reshape(_rows(table), -1) for values in (table.cells, now))
    wanted = rows / rows.sum(axis=1, keepdims=True) * sums.sum(axis=1, keepdims=True)
    factor = _ratio(wanted, sums).ravel()
    return np.where(counted, factor[np.maximum(index, 0)], 1.0)


def table_index(table: PublishedTable, shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the cell of a table for each area, sex, age and level of education; -1 for those it does not count."""
    index, outside = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    for axis, name in enumerate(_DIMENSIONS):
        values = np.arange(shape[axis]).reshape([-1 if other == axis else 1 for other in range(len(shape))])
        if name == "age":
            outside |= (values < table.ages[0]) | (values >= table.ages[1])
    for name in table.by:
        axis = _DIMENSIONS.index(name)
        values = np.arange(shape[axis]).reshape([-1 if other == axis else 1 for other in range(len(shape))])
        group = np.searchsorted(table.groups[name], values, side="right") - 1
        outside |= group < 0
        index = index * len(table.groups[name]) + group
    return np.where(outside, -1, index)


def _rows(table: PublishedTable) -> int:
    return int(np.prod(table.shape[: len(table.within)], dtype=np.int64))


def _ratio(wanted: Numbers, now: Numbers) -> Numbers:
    return np.where(now > 0, wanted / np.where(now > 0, now, 1), 1.0)

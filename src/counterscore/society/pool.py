"""A pool of households with weights in which published tables are met jointly.

The pool is drawn by the rules of `population.households`, each kind equally often. Its weights, one for rural and one
for urban areas, are found by iterative proportional updating (Ye, Konduri, Pendyala, Sana and Waddell 2009). They
depend on the society alone, and drawing a household needs no fitting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, inlined, kernel
from counterscore.chance.maths import unit
from counterscore.chance.purposes import POOL
from counterscore.society.households import FEMALE, Pool, interpolated_evenly, is_female, member_age
from counterscore.society.population_schema import MAX_MEMBERS, Population
from counterscore.society.published import PublishedTable, published
from counterscore.society.tables import Homes, homes
from counterscore.society.words import words_of

f32, u32, u64 = np.float32, np.uint32, np.uint64
Numbers = NDArray[np.float64]
Longs = NDArray[np.int64]
SWEEPS = 200
AREAS = 2
_WORDS = 2.0**32
_DECIDING = {"joint", "households", "male", "urban", "regions", "grown_up", "neighbourhood", "education", "income"}
NO_POOL = Pool(
    kind=np.empty(0, np.uint8),
    months=np.empty((0, MAX_MEMBERS), np.int32),
    female=np.empty((0, MAX_MEMBERS), np.uint8),
    choice=np.empty((AREAS, 0), np.uint32),
)


class Templates(NamedTuple):
    """The pool with its weights.

    `urban`: the share of urban households. `people`: weighted number of people by area, sex and age in years.
    """

    pool: Pool
    urban: float
    people: Numbers


class Cells(NamedTuple):
    """The cells of all tables: entries of `rows` and `counts` from `start` on, and the published `share` in `group`."""

    tables: Ints
    start: Ints
    rows: Ints
    counts: Numbers
    share: Numbers
    group: Ints


@kernel
def _draw_pool(each: int, homes: Homes, kind: NDArray[np.uint8], months: Ints, female: NDArray[np.uint8]) -> None:
    """Write `each` households of every kind, with reference ages spread evenly over its quantiles."""
    for p in range(len(kind)):
        k = p // each
        kind[p] = k
        word_age = words_of(p, 0, POOL, 0, u64(0))[0]
        years = interpolated_evenly(homes.reference[k], (f32(p - k * each) + unit(word_age)) / f32(each))
        before = u32(0)
        for m in range(homes.sizes[k]):
            w_older, w_sex, _, _ = words_of(p, m + 1, POOL, 0, u64(0))
            months[p, m] = member_age(homes.older[k, m], years, w_older)
            female[p, m] = 1 if is_female(homes.sex[k, m], before, w_sex, homes.male) else 0
            before = FEMALE if female[p, m] else u32(0)


@inlined
def _sum(cells: Cells, cell: int, weights: Numbers) -> float:
    """Return the weighted number of people or households in a cell."""
    total = 0.0
    for k in range(cells.start[cell], cells.start[cell + 1]):
        total += weights[cells.rows[k]] * cells.counts[k]
    return total


@kernel
def _update(cells: Cells, sweeps: int, groups: int, weights: Numbers) -> None:
    """Multiply the weights of the households of each cell, cell by cell, until the tables are met."""
    total = np.empty(groups, np.float64)
    for _ in range(sweeps):
        for t in range(len(cells.tables) - 1):
            total[:] = 0.0
            for c in range(cells.tables[t], cells.tables[t + 1]):
                total[cells.group[c]] += _sum(cells, c, weights)
            for c in range(cells.tables[t], cells.tables[t + 1]):
                now = _sum(cells, c, weights)
                factor = cells.share[c] * total[cells.group[c]] / now if now > 0.0 else 1.0
                for k in range(cells.start[c], cells.start[c + 1]):
                    weights[cells.rows[k]] *= factor


def templates(population: Population) -> Templates | None:
    """Return the pool of a population with its weights; None if it declares no tables. Results are kept."""
    return _fitted(declared(population)) if population.joint else None


@dataclass(frozen=True)
class Declared:
    """A population, equal to any other with the same households, education and tables (`key`)."""

    key: str
    population: Population = field(compare=False)


def declared(population: Population) -> Declared:
    """Return a population by what its weights and its education depend on, so that results can be kept."""
    return Declared(population.model_dump_json(include=_DECIDING), population)


def forget() -> None:
    """Drop the results that are kept, so that they are computed again from the population."""
    _fitted.cache_clear()


@lru_cache(maxsize=16)
def _fitted(of: Declared) -> Templates:
    population, tables = of.population, homes(of.population)
    pool = _pool(population, tables)
    weights = _prior(population, len(pool.kind))
    cells = _cells(composition_tables(population), pool, tables.sizes)
    _update(cells, SWEEPS, int(cells.group.max()) + 1, weights)
    by_area = weights.reshape(AREAS, -1)
    return Templates(
        pool=pool._replace(choice=np.array([_thresholds(row) for row in by_area], np.uint32)),
        urban=float(by_area[1].sum() / by_area.sum()),
        people=_people(pool, tables.sizes, by_area),
    )


def fitted_tables(population: Population) -> list[PublishedTable]:
    """Return the published tables that a population names, in its order; empty without any."""
    joint = population.joint
    if joint is None:
        return []
    by_id = {table.id: table for table in published(joint.published).tables}
    return [by_id[name] for name in joint.tables]


def composition_tables(population: Population) -> list[PublishedTable]:
    """Return those named tables that say how households are composed and where they live."""
    return [table for table in fitted_tables(population) if "education" not in table.by]


def _pool(population: Population, tables: Homes) -> Pool:
    joint = population.joint
    assert joint is not None
    each = int(joint.pool.value)
    count = each * len(population.households)
    shape = count, MAX_MEMBERS
    pool = NO_POOL._replace(
        kind=np.empty(count, np.uint8), months=np.zeros(shape, np.int32), female=np.zeros(shape, np.uint8)
    )
    _draw_pool(each, tables, pool.kind, pool.months, pool.female)
    return pool


def _prior(population: Population, count: int) -> Numbers:
    """Return the weights before any table: those of the kinds of household, in both kinds of area."""
    kinds = [kind.weight.value for kind in population.households]
    rows = np.repeat(np.array(kinds), count // len(kinds))
    urban = population.urban.value
    return np.concatenate([rows * (1 - urban), rows * urban])


def _cells(tables: Sequence[PublishedTable], pool: Pool, sizes: Ints) -> Cells:
    """Return which households have how many people in each cell of each table."""
    sizes_of_tables = [0, *(len(table.cells) for table in tables)]
    first_cells = np.cumsum(sizes_of_tables)
    entries = [_entries(table, pool, sizes) for table in tables]
    place = [(cell + first).astype(np.int64) for (_, cell), first in zip(entries, first_cells[:-1], strict=True)]
    keys: Longs = np.concatenate(place) << 32 | np.concatenate([rows for rows, _ in entries]).astype(np.int64)
    pairs, counts = np.unique(keys, return_counts=True)
    edges: Longs = np.searchsorted(pairs >> 32, np.arange(int(first_cells[-1])), side="right")
    return Cells(
        tables=first_cells.astype(np.int32),
        start=np.concatenate([np.zeros(1), edges]).astype(np.int32),
        rows=(pairs & 0xFFFFFFFF).astype(np.int32),
        counts=counts.astype(np.float64),
        share=np.concatenate([_shares(table) for table in tables]),
        group=np.concatenate([_groups(table) for table in tables]),
    )


def _groups(table: PublishedTable) -> Ints:
    """Return by cell the group within which its proportion counts."""
    return (np.arange(len(table.cells)) // (len(table.cells) // _within(table))).astype(np.int32)


def _within(table: PublishedTable) -> int:
    """Return the number of groups within which the proportions of a table count."""
    return int(np.prod(table.shape[: len(table.within)], dtype=np.int64))


def _shares(table: PublishedTable) -> Numbers:
    rows = np.array(table.cells).reshape(_within(table), -1)
    return (rows / rows.sum(axis=1, keepdims=True)).ravel()


def _entries(table: PublishedTable, pool: Pool, sizes: Ints) -> tuple[Ints, Ints]:
    """Return household (rural ones first) and cell of every person or household that a table counts."""
    size = sizes[pool.kind]
    counted_members = size if table.of == "people" else np.ones_like(size)
    household, member = np.nonzero(np.arange(MAX_MEMBERS) < counted_members[:, None])
    years = pool.months[household, member] // 12
    values = {"age": years, "sex": pool.female[household, member], "size": size[household]}
    counted = (years >= table.ages[0]) & (years < table.ages[1]) | (table.of == "households")
    both = [cells_of(table, {**values, "area": np.full(len(household), area)}) for area in range(AREAS)]
    inside = [counted & (cell >= 0) for cell in both]
    rows = [household[kept] + area * len(size) for area, kept in enumerate(inside)]
    cells = [cell[kept] for cell, kept in zip(both, inside, strict=True)]
    return np.concatenate(rows).astype(np.int32), np.concatenate(cells).astype(np.int32)


def cells_of(table: PublishedTable, values: dict[str, NDArray[np.generic]]) -> Ints:
    """Return the cell of a table that each entry of `values` (a column by dimension) falls in; -1 for none."""
    index = np.zeros(len(next(iter(values.values()))), np.int64)
    outside = np.zeros(len(index), np.bool_)
    for name in table.by:
        group = np.searchsorted(table.groups[name], values[name], side="right") - 1
        outside |= group < 0
        index = index * len(table.groups[name]) + group
    return np.where(outside, -1, index).astype(np.int32)


def _thresholds(weights: Numbers) -> NDArray[np.uint32]:
    steps = np.rint(np.cumsum(weights) / weights.sum() * _WORDS)
    steps[-1] = _WORDS
    return np.minimum(steps, _WORDS - 1).astype(np.uint32)


def _people(pool: Pool, sizes: Ints, weights: Numbers) -> Numbers:
    household, member = np.nonzero(np.arange(MAX_MEMBERS) < sizes[pool.kind][:, None])
    years, female = pool.months[household, member] // 12, pool.female[household, member].astype(np.int64)
    people = np.zeros((AREAS, 2, 128))
    for area in range(AREAS):
        np.add.at(people[area], (female, years), weights[area][household])
    return people / people.sum()

"""Draws the synthetic people of a society, as a function of the people seed and of each person's id."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.society import unequal
from counterscore.society.aggregate_tables import sample
from counterscore.society.attributes import scores, states
from counterscore.society.earnings import Budgets, Earners, earn, pay_of, share_out
from counterscore.society.households import Levels, Members, Places, Pool, areas, choose, members, sizes
from counterscore.society.parts import by_parts
from counterscore.society.people import COLUMNS, People, Ties
from counterscore.society.pool import NO_POOL, templates
from counterscore.society.schooling import education_limits
from counterscore.society.tables import Homes, homes, persons
from counterscore.society.ties import tie
from counterscore.society.traits import TRAITS

if TYPE_CHECKING:
    from counterscore.society.population_schema import Population
    from counterscore.society.schema import SocietyFile

FEWEST = 100
Columns = dict[str, NDArray[Any]]
_HOUSEHOLDS_AT_ONCE = 1 << 14


def draw(society: SocietyFile, citizens: int, people_seed: int, threads: int = 1, with_ties: bool = True) -> People:
    """Return `citizens` synthetic people, household by household, with their ties.

    The first n people (though not their ties) are the same however many follow them, on any number of threads. With
    `with_ties` false, nobody has ties. Raises ValueError for fewer than 100 citizens or a seed outside [0, 2**64).
    """
    if citizens < FEWEST:
        raise ValueError(f"citizens: {citizens}; allowed: {FEWEST} or more")
    if not 0 <= people_seed < 2**64:
        raise ValueError(f"people seed: {people_seed}; allowed: 0 to 2**64 - 1")
    seed = np.uint64(people_seed)
    columns = draw_columns(society.population, citizens, seed, threads)
    if society.aggregates:
        columns["group"], columns["start"] = sample(society.aggregates, citizens, seed)
    if not with_ties:
        return People(columns, Ties(np.zeros(citizens + 1, np.int32), np.empty(0, np.int32)))
    pilot = partial(draw_columns, society.population, seed=seed, threads=1)
    return People(columns, *tie(society.ties, columns, pilot, seed, threads))


def draw_columns(population: Population, citizens: int, seed: np.uint64, threads: int) -> Columns:
    """Return the columns of `citizens` people, as in `counterscore.society.people.COLUMNS`."""
    fitted = templates(population)
    pool, tables_of_homes = (fitted.pool if fitted else NO_POOL), homes(population, fitted and fitted.urban)
    places, wanted = _places(tables_of_homes, pool, citizens, seed), citizens
    if population.earnings:  # the income of the last household is that of all its members
        citizens = int(places.start[-1]) + int(tables_of_homes.sizes[places.kind[-1]])
    columns = _empty(citizens)
    written = Members(**{name: columns[name] for name in Members._fields})
    by_parts(
        len(places.kind),
        threads,
        lambda first, last: members(first, last, seed, tables_of_homes, places, pool, written),
    )
    tables = persons(population, education_limits(population))
    born, household, bits = columns["born"], columns["household"], columns["bits"]
    traits = columns.pop("traits")

    def attributes(first: int, last: int) -> None:
        scores(first, last, seed, tables, born, bits, household, columns["education"], traits)
        states(first, last, seed, tables, born, household, bits, columns["job"])

    by_parts(citizens, threads, attributes)
    unequal.apply(population, tables, columns, seed)
    if population.earnings:
        _pay(population, len(places.kind), seed, threads, columns)
    named = {**columns, **dict(zip(TRAITS, traits, strict=True))}
    return {name: column[:wanted] for name, column in named.items()} if citizens > wanted else named


def _pay(population: Population, households: int, seed: np.uint64, threads: int, columns: Columns) -> None:
    """Draw earnings, and write the income per head that follows; wealth keeps its ratio to income."""
    pay, earnings = pay_of(population), np.empty(len(columns["born"]), np.float32)
    columns["earnings"] = earnings
    who = Earners(**{name: columns[name] for name in Earners._fields})
    by_parts(len(earnings), threads, lambda first, last: earn(first, last, seed, pay, who, earnings))
    before = columns["wage"].copy()
    own = Budgets(**{name: columns[name] for name in Budgets._fields})
    share_out(0, pay, own, np.zeros(households, np.int64), np.zeros(households, np.int32))
    columns["wealth"] *= columns["wage"] / before


def _empty(citizens: int) -> Columns:
    columns: Columns = {
        name: np.empty(citizens, dtype) for name, dtype in COLUMNS.items() if name not in (*TRAITS, "key")
    }
    columns["group"], columns["start"] = np.zeros(citizens, np.uint8), np.empty(0, np.float32)
    columns["earnings"] = np.empty(0, np.float32)
    columns["key"] = np.arange(citizens, dtype=np.uint32)
    columns["traits"] = np.empty((len(TRAITS), citizens), np.float32)
    return {name: columns[name] for name in (*COLUMNS, "traits") if name in columns}


def _places(tables: Homes, pool: Pool, citizens: int, seed: np.uint64) -> Places:
    """Return where the households are that `citizens` people fill, their kinds and their first ids."""
    chosen: list[Ints] = []
    size: list[Ints] = []
    total = 0
    while total < citizens:
        first = _HOUSEHOLDS_AT_ONCE * len(chosen)
        chosen.append(np.empty(_HOUSEHOLDS_AT_ONCE, np.int32))
        size.append(np.empty(_HOUSEHOLDS_AT_ONCE, np.int32))
        _choose(tables, pool, first, seed, chosen[-1], size[-1])
        total += int(size[-1].sum())
    ends = np.cumsum(np.concatenate(size))
    needed = int(np.searchsorted(ends, citizens)) + 1
    urban, region = _areas(tables, needed, seed)
    choice = np.concatenate(chosen)[:needed].copy()
    return Places(
        urban=urban,
        region=region,
        kind=pool.kind[choice] if len(pool.kind) else choice.astype(np.uint8),
        start=np.concatenate([np.zeros(1, np.int64), ends[: needed - 1]]).astype(np.int32),
        template=choice if len(pool.kind) else np.empty(0, np.int32),
    )


def _choose(tables: Homes, pool: Pool, first: int, seed: np.uint64, chosen: Ints, size: Ints) -> None:
    """Write the household of the pool that each household is like, or else its kind, and its size."""
    if len(pool.kind):
        urban, _ = _areas(tables, first + len(chosen), seed)
        choose(first, seed, tables, pool, urban, chosen, size)
    else:
        sizes(first, seed, tables, chosen, size)


def _areas(tables: Homes, households: int, seed: np.uint64) -> tuple[Levels, Levels]:
    """Return by neighbourhood whether it is urban, and its region."""
    urban, region = (np.empty(households // tables.neighbourhood + 1, np.uint8) for _ in range(2))
    areas(0, seed, tables, urban, region)
    return urban, region

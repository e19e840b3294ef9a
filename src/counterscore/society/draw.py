"""Draws the synthetic people of a society, as a function of the people seed and of each person's id."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.society.aggregate_tables import sample
from counterscore.society.attributes import scores, states
from counterscore.society.households import Levels, Members, Places, areas, members, sizes
from counterscore.society.parts import by_parts
from counterscore.society.people import COLUMNS, People, Ties
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
    columns = _empty(citizens)
    _draw_households(homes(population), citizens, seed, threads, columns)
    tables = persons(population)
    born, household, bits = columns["born"], columns["household"], columns["bits"]
    traits = columns.pop("traits")

    def attributes(first: int, last: int) -> None:
        scores(first, last, seed, tables, born, household, columns["education"], traits)
        states(first, last, seed, tables, born, household, bits, columns["job"])

    by_parts(citizens, threads, attributes)
    return {**columns, **dict(zip(TRAITS, traits, strict=True))}


def _empty(citizens: int) -> Columns:
    columns: Columns = {
        name: np.empty(citizens, dtype) for name, dtype in COLUMNS.items() if name not in (*TRAITS, "key")
    }
    columns["group"], columns["start"] = np.zeros(citizens, np.uint8), np.empty(0, np.float32)
    columns["key"] = np.arange(citizens, dtype=np.uint32)
    columns["traits"] = np.empty((len(TRAITS), citizens), np.float32)
    return {name: columns[name] for name in (*COLUMNS, "traits") if name in columns}


def _draw_households(tables: Homes, citizens: int, seed: np.uint64, threads: int, columns: Columns) -> None:
    kinds, starts = _households(tables, citizens, seed)
    urban, region = (np.empty(len(kinds) // tables.neighbourhood + 1, np.uint8) for _ in range(2))
    areas(0, seed, tables, urban, region)
    places = Places(urban=urban, region=region, kind=kinds, start=starts)
    written = Members(**{name: columns[name] for name in Members._fields})
    by_parts(len(kinds), threads, lambda first, last: members(first, last, seed, tables, places, written))


def _households(tables: Homes, citizens: int, seed: np.uint64) -> tuple[Levels, Ints]:
    """Return kind and first id of the households that `citizens` people fill."""
    kinds: list[Levels] = []
    size: list[Ints] = []
    total = 0
    while total < citizens:
        kinds.append(np.empty(_HOUSEHOLDS_AT_ONCE, np.uint8))
        size.append(np.empty(_HOUSEHOLDS_AT_ONCE, np.int32))
        sizes(_HOUSEHOLDS_AT_ONCE * (len(kinds) - 1), seed, tables, kinds[-1], size[-1])
        total += int(size[-1].sum())
    ends = np.cumsum(np.concatenate(size))
    needed = int(np.searchsorted(ends, citizens)) + 1
    starts = np.concatenate([np.zeros(1, np.int64), ends[: needed - 1]]).astype(np.int32)
    return np.concatenate(kinds)[:needed].copy(), starts

"""observe: each source sees the activities and the people that it covers, except for the records that it misses."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, no_alloc
from counterscore.engine.core.plan import WordRows
from counterscore.engine.core.state import Bytes, WordTable
from counterscore.society.traits import BIT

u32, u64, i32 = np.uint32, np.uint64, np.int32
_URBAN = u32(BIT["urban"])


@no_alloc
def write_reach(source: int, urban: u32, rural: u32, needs: u32, bits: Words, reach: WordTable) -> None:
    """Write a source's reach by person: the threshold below which a word means seen; 0 for people it does not cover."""
    row = u64(source)
    for j in range(bits.shape[0]):
        there = urban if (bits[j] & _URBAN) != u32(0) else rural
        reach[row, j] = there if (bits[j] & needs) == needs else u32(0)


@no_alloc
def number_places(region: Bytes, bits: Words, place: Ints) -> None:
    """Write where each person lives: twice the region, plus 1 in town."""
    for j in range(place.shape[0]):
        place[j] = i32(2) * i32(region[j]) + i32((bits[j] & _URBAN) != u32(0))


@no_alloc
def write_reach_by_place(source: int, there: WordRows, needs: u32, place: Ints, bits: Words, reach: WordTable) -> None:
    """Write a source's reach by person where it differs by region; `there`: source x place."""
    row = u64(source)
    for j in range(place.shape[0]):
        reach[row, j] = there[row, place[j]] if (bits[j] & needs) == needs else u32(0)


@no_alloc
def see(source: int, reach: WordTable, words: Words, amount: Ints, seen: Ints) -> i32:
    """Write what is on record of one activity: each person's whole amount or 0; return the sum."""
    row, total = u64(source), i32(0)
    for j in range(amount.shape[0]):
        seen[j] = amount[j] if words[j] < reach[row, j] else i32(0)
        total = i32(total + seen[j])
    return total

"""The monthly count of states by group cell. Sums are whole numbers, so the order of adding is free."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, no_alloc
from counterscore.engine.core.state import Bytes, Longs, Table
from counterscore.society.traits import BIT

i64, u8, u32, f32 = np.int64, np.uint8, np.uint32, np.float32
_ALIVE, _ADULT, _WORKING = u32(BIT["alive"]), u32(BIT["adult"]), u32(BIT["working-age"])
_LABOUR, _EMPLOYED, _JOBLESS = u32(BIT["labour-force"]), u32(BIT["employed"]), u32(BIT["jobless"])
_ILL, _STRAINED, _OWNER = u32(BIT["ill"]), u32(BIT["strained"]), u32(BIT["home-owner"])
_PARTNERED, _LISTED, _BORROWER = u32(BIT["partnered"]), u32(BIT["listed"]), u32(BIT["borrower"])
_TENANT, _INSURED = u32(BIT["tenant"]), u32(BIT["insured"])
_FAST, _TRAVELLED = u32(BIT["fast-internet"]), u32(BIT["travelled"])
LONG = u8(24)  # months without work after which a person counts as long-term unemployed
FINE = f32(65536.0)  # beliefs are summed in units of 2**-16

BLOCK = 512
# Four counts share a 64-bit word, 16 bits each. They are moved to the totals before 16 bits can overflow.
_EMPTIED = 64 * BLOCK
_PLACES = 16

COUNTS = (
    "residents", "adults", "scored", "labour-force",
    "employed", "long-jobless", "ill", "strained",
    "home-owner", "partnered", "listed", "borrower",
    "list-0", "list-1", "list-2", "list-3",
    "tenant", "insured", "fast-internet", "travelled",
)  # fmt: skip
SUMS = ("score", "stakes", "watched", "wealth", "wage")
WIDTH = len(COUNTS) + len(SUMS)
_PACKED = len(COUNTS) // 4


class Counted(NamedTuple):
    """The columns of the state that are counted."""

    bits: Words
    score: Ints
    spell: Bytes
    stakes: Floats
    watched: Floats
    wealth: Floats
    wage: Floats
    terms: Table


@no_alloc
def _one(flag: bool, place: int) -> i64:
    return i64(flag) << i64(_PLACES * place)


@no_alloc
def pack_people(counted: Counted, lo: int, hi: int, packed: Longs) -> None:
    """Pack the flags of COUNTS from "residents" to "borrower", four to a word, into rows 0 to 2 of `packed`."""
    bits, score, spell = counted.bits[lo:hi], counted.score[lo:hi], counted.spell[lo:hi]
    first, second, third = packed[0], packed[1], packed[2]
    for j in range(bits.shape[0]):
        b = bits[j]
        grown = (b & (_ALIVE | _ADULT)) == (_ALIVE | _ADULT)
        labour = (b & (_ALIVE | _WORKING | _LABOUR)) == (_ALIVE | _WORKING | _LABOUR)
        first[j] = (
            _one((b & _ALIVE) != 0, 0) + _one(grown, 1) + _one(score[j] > 0, 2) + _one(labour, 3)
        )  # fmt: skip
        long = labour & ((b & _JOBLESS) != 0) & (spell[j] >= LONG)
        second[j] = (
            _one(labour & ((b & _EMPLOYED) != 0), 0) + _one(long, 1)
            + _one(grown & ((b & _ILL) != 0), 2) + _one(grown & ((b & _STRAINED) != 0), 3)
        )  # fmt: skip
        third[j] = (
            _one(grown & ((b & _OWNER) != 0), 0) + _one(grown & ((b & _PARTNERED) != 0), 1)
            + _one((score[j] > 0) & ((b & _LISTED) != 0), 2) + _one(grown & ((b & _BORROWER) != 0), 3)
        )  # fmt: skip


@no_alloc
def pack_means(counted: Counted, lo: int, hi: int, packed: Longs) -> None:
    """Pack the flags of COUNTS from "tenant" to "travelled" into row 4 of `packed`."""
    bits, fifth = counted.bits[lo:hi], packed[4]
    for j in range(bits.shape[0]):
        b = bits[j]
        grown = (b & (_ALIVE | _ADULT)) == (_ALIVE | _ADULT)
        fifth[j] = (
            _one(grown & ((b & _TENANT) != 0), 0) + _one(grown & ((b & _INSURED) != 0), 1)
            + _one(grown & ((b & _FAST) != 0), 2) + _one(grown & ((b & _TRAVELLED) != 0), 3)
        )  # fmt: skip


@no_alloc
def pack_lists(counted: Counted, lo: int, hi: int, packed: Longs) -> None:
    """Pack the flags of the lists into row 3 of `packed`."""
    score, fourth = counted.score[lo:hi], packed[3]
    fourth[: hi - lo] = 0
    for k in range(counted.terms.shape[0]):
        term = counted.terms[k, lo:hi]
        for j in range(hi - lo):
            fourth[j] += _one((score[j] > 0) & (term[j] > 0), k)


@no_alloc
def add(counted: Counted, lo: int, cell: Bytes, packed: Longs, counts: Longs, sums: Longs) -> None:
    """Add a block of people to the packed `counts` and to the sums, by cell. All sums but the score's are of adults."""
    for j in range(cell.shape[0]):
        person, here = lo + j, cell[j]
        for k in range(_PACKED):
            counts[here, k] += packed[k, j]
        grown = (packed[0, j] >> i64(_PLACES)) & i64(1)
        sums[here, 0] += i64(counted.score[person])
        sums[here, 1] += grown * i64(counted.stakes[person] * FINE)
        sums[here, 2] += grown * i64(counted.watched[person] * FINE)
        sums[here, 3] += grown * i64(counted.wealth[person])
        sums[here, 4] += grown * i64(counted.wage[person])


@no_alloc
def _empty(counts: Longs, totals: Longs) -> None:
    """Move the packed counts to their columns of the totals."""
    for here in range(counts.shape[0]):
        for k in range(_PACKED):
            word = counts[here, k]
            for place in range(4):
                totals[here, 4 * k + place] += (word >> i64(_PLACES * place)) & i64(0xFFFF)
            counts[here, k] = 0


@kernel
def tally(counted: Counted, cell: Bytes, totals: Longs) -> None:
    """Add the counts of a partition to `totals`: cells x (COUNTS, then SUMS)."""
    counts, sums = np.zeros((totals.shape[0], _PACKED), np.int64), np.zeros((totals.shape[0], len(SUMS)), np.int64)
    packed, people = np.zeros((_PACKED, BLOCK), np.int64), cell.shape[0]
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        pack_people(counted, lo, hi, packed)
        pack_lists(counted, lo, hi, packed)
        pack_means(counted, lo, hi, packed)
        add(counted, lo, cell[lo:hi], packed, counts, sums)
        if hi % _EMPTIED == 0 or hi == people:
            _empty(counts, totals)
    for here in range(sums.shape[0]):
        for k in range(len(SUMS)):
            totals[here, len(COUNTS) + k] += sums[here, k]

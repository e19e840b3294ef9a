"""Ties dropped and sought: the last part of respond, and an exchange, since a tie has two ends.

Each end reaches the same verdict on its own: what it reads was settled before, and the draw is keyed by the pair. Every
tie comes up once a year; whoever looks for a friend meets one other person a month.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, stage
from counterscore.chance.maths import unit
from counterscore.chance.philox import block
from counterscore.chance.purposes import TIE_DROP, TIE_SEEK
from counterscore.engine.plan import Learning
from counterscore.engine.state import Bytes, Longs

i32, u32, u64, f32 = np.int32, np.uint32, np.uint64, np.float32
_YEAR = u32(12)
_MIX_0, _MIX_1 = u32(0x9E3779B1), u32(0x85EBCA77)
_ONE = f32(1.0)


class Neighbours(NamedTuple):
    """The columns, of everybody, that a tie depends on."""

    luck: Words
    household: Ints
    score: Ints
    stakes: Floats
    wants: Bytes


@stage
def comes_up(one: int, other: int, tick: int) -> bool:
    """Whether the tie of these two is looked at this month: once in twelve, at a month of its own."""
    low, high = u32(min(one, other)), u32(max(one, other))
    mixed = u32(u32(low * _MIX_0) ^ u32(high * _MIX_1))
    mixed = u32(mixed * _MIX_0)
    return u32((u64(mixed) * u64(12)) >> u64(32)) == u32(tick) % _YEAR


@stage
def _pair_word(one: u32, other: u32, tick: int, purpose: int, seed: np.uint64) -> u32:
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    word, _, _, _ = block(min(one, other), u32(tick), u32(purpose), max(one, other), k0, k1)
    return word


@stage
def shunned(learning: Learning, who: Neighbours, one: int, other: int) -> f32:
    """Chance that `one` drops `other` for a lower score."""
    mine, theirs = who.score[one], who.score[other]
    if mine == 0 or theirs == 0 or theirs > mine - learning.shun_gap:
        return f32(0.0)
    return learning.shun * who.stakes[one]


@stage
def ends(learning: Learning, who: Neighbours, one: int, other: int, tick: int, seed: np.uint64) -> bool:
    """Whether a tie that has come up ends: by itself, or because one drops the other. Households stay together."""
    if who.household[one] == who.household[other]:
        return False
    low, high = min(one, other), max(one, other)
    chance = learning.turnover + shunned(learning, who, low, high) + shunned(learning, who, high, low)
    return unit(_pair_word(who.luck[one], who.luck[other], tick, TIE_DROP, seed)) < chance


@stage
def welcome(learning: Learning, who: Neighbours, one: int, other: int, tick: int, seed: np.uint64) -> bool:
    """Whether two who look for a friend and meet become friends."""
    low, high = min(one, other), max(one, other)
    doubt = shunned(learning, who, low, high) + shunned(learning, who, high, low)
    chance = _ONE - learning.choosy * (_ONE if doubt > f32(0.0) else f32(0.0))
    return unit(_pair_word(who.luck[one], who.luck[other], tick, TIE_SEEK, seed)) < chance


@stage
def _drop(learning: Learning, who: Neighbours, person: int, row: Ints, tick: int, seed: np.uint64) -> int:
    dropped = 0
    for place in range(row.shape[0]):
        friend = row[place]
        if friend >= 0 and comes_up(person, friend, tick) and ends(learning, who, person, friend, tick, seed):
            row[place] = i32(-1)
            dropped += 1
    return dropped


@stage
def _holds(row: Ints, friend: int) -> bool:
    for place in range(row.shape[0]):
        if row[place] == friend:
            return True
    return False


@stage
def _add(row: Ints, friend: int) -> None:
    for place in range(row.shape[0]):
        if row[place] < 0:
            row[place] = i32(friend)
            return


@kernel
def change_ties(
    learning: Learning, who: Neighbours, offsets: Longs, friends: Ints, lo: int, hi: int, mask: int, tick: int,
    seed: np.uint64,
) -> tuple[int, int]:  # fmt: skip
    """Drop and add ties in the rows of the people lo..hi; return how many ends were dropped and added.

    `mask`: whoever looks for a friend meets the person whose id differs in these bits.
    """
    people, dropped, added = who.luck.shape[0], 0, 0
    for person in range(lo, hi):
        row = friends[offsets[person] : offsets[person + 1]]
        other = person ^ mask
        met = who.wants[person] != 0 and other < people and who.wants[other] != 0
        known = met and _holds(row, other)
        dropped += _drop(learning, who, person, row, tick, seed)
        if met and not known and welcome(learning, who, person, other, tick, seed):
            _add(row, other)
            added += 1
    return dropped, added


def meeting_mask(tick: int, people: int, seed: int) -> int:
    """Return the bits in which those differ who meet this month: mostly neighbours, every fourth month anybody."""
    word, far, _, _ = block(u32(0), u32(tick), u32(TIE_SEEK), u32(0xFFFFFFFF), u32(seed & 0xFFFFFFFF), u32(seed >> 32))
    reach = max(people.bit_length() - 1, 1) if int(far) >> 30 == 0 else 6
    return 1 + int(word) % ((1 << min(reach, 31)) - 1)

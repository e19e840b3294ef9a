"""Ties dropped and sought: the last part of respond, and an exchange, since a tie has two ends.

Everybody's turn comes every two years, and with it all their ties; so a tie comes up once a year. Whoever looks for a
friend meets one other person a month. What a verdict reads was settled before, and its draw is keyed by the pair, so
that either end would reach the same one; each partition writes to its own rows alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, stage
from counterscore.chance.maths import unit
from counterscore.chance.philox import block, first_words
from counterscore.chance.purposes import TIE_DROP, TIE_SEEK
from counterscore.engine.plan import Learning
from counterscore.engine.state import Bytes, Longs

i32, i64, u8, u32, u64, f32 = np.int32, np.int64, np.uint8, np.uint32, np.uint64, np.float32
TURNS = 24
_ONE = f32(1.0)


class Neighbours(NamedTuple):
    """The columns, of everybody, that a tie depends on."""

    luck: Words
    household: Ints
    score: Ints
    stakes: Floats
    wants: Bytes
    room: Bytes


class Pairs(NamedTuple):
    """Two people each, `first` of whom has the turn, or belongs to the partition."""

    first: Ints
    second: Ints


def no_pairs(most: int) -> Pairs:
    """Return place for so many pairs."""
    return Pairs(np.empty(most, np.int32), np.empty(most, np.int32))


@stage
def meetings(wants: Bytes, lo: int, hi: int, mask: int, one: Ints, other: Ints) -> int:
    """Write who meets whom: those who look for a friend and whose ids differ in the bits of `mask`."""
    count, people = 0, wants.shape[0]
    for person in range(lo, hi):
        met = person ^ mask
        one[count], other[count] = i32(person), i32(met)
        count += int((met < people) & (wants[person] != u8(0)) & (wants[min(met, people - 1)] != u8(0)))
    return count


@stage
def pair_words(luck: Words, pairs: Pairs, count: int, tick: int, purpose: int, seed: np.uint64) -> Words:
    """Return a word for each of the first `count` pairs, the same from either end."""
    low, high = np.empty(count, np.uint32), np.empty(count, np.uint32)
    first, second = pairs.first, pairs.second
    for k in range(count):
        mine, theirs = luck[first[k]], luck[second[k]]
        low[k], high[k] = min(mine, theirs), max(mine, theirs)
    first_words(tick, purpose, seed, low, high)
    return low


@stage
def far_apart(gap: i32, score: Ints, one: int, other: int) -> bool:
    """Whether two people's scores are so far apart that it counts among friends."""
    first, second = score[one], score[other]
    return bool(first > 0 and second > 0 and abs(i64(first) - i64(second)) >= gap)


@stage
def looked_down_on(learning: Learning, score: Ints, stakes: Floats, one: int, other: int) -> f32:
    """Chance that the one with the higher score turns away from the other."""
    first, second = score[one], score[other]
    if first == i32(0) or second == i32(0):
        return f32(0.0)
    if first >= second + learning.shun_gap:
        return learning.shun * stakes[one]
    return learning.shun * stakes[other] if second >= first + learning.shun_gap else f32(0.0)


@stage
def coming_up(household: Ints, offsets: Longs, friends: Ints, lo: int, hi: int, tick: int, pairs: Pairs) -> int:
    """Collect the ties of those whose turn it is; return how many. Households stay together."""
    count, first, second = 0, pairs.first, pairs.second
    for person in range(lo + (tick - lo) % TURNS, hi, TURNS):
        for t in range(offsets[person], offsets[person + 1]):
            friend = friends[t]
            # Written always and kept only if it counts: cheaper than a branch that cannot be foreseen.
            first[count], second[count] = i32(person), friend
            count += int((friend >= i32(0)) & (household[person] != household[max(friend, i32(0))]))
    return count


@kernel
def drop(
    learning: Learning, who: Neighbours, offsets: Longs, friends: Ints, lo: int, hi: int, tick: int, seed: np.uint64,
    pairs: Pairs,
) -> int:  # fmt: skip
    """Collect in `pairs` the ties that end this month, of the people lo..hi whose turn it is; return how many.

    They end by themselves, or because one turns away from the other.
    """
    due = coming_up(who.household, offsets, friends, lo, hi, tick, pairs)
    words = pair_words(who.luck, pairs, due, tick, TIE_DROP, seed)
    count, first, second, score, stakes = 0, pairs.first, pairs.second, who.score, who.stakes
    for k in range(due):
        one, other = first[k], second[k]
        first[count], second[count] = one, other
        chance = learning.turnover + looked_down_on(learning, score, stakes, one, other)
        count += int(unit(words[k]) < chance)
    return count


@stage
def _part(row: Ints, friend: int) -> int:
    parted = 0
    for place in range(row.shape[0]):
        if row[place] == friend:
            row[place] = i32(-1)
            parted = 1
    return parted


@kernel
def part(dropped: Pairs, offsets: Longs, friends: Ints, room: Bytes, lo: int, hi: int) -> int:
    """Take those who parted out of the rows of the people lo..hi; return how many places became free."""
    freed = 0
    first, second = dropped.first, dropped.second
    for k in range(first.shape[0]):
        one, other = first[k], second[k]
        if lo <= one < hi:
            gone = _part(friends[offsets[one] : offsets[one + 1]], other)
            room[one] += u8(gone)
            freed += gone
        if lo <= other < hi:
            gone = _part(friends[offsets[other] : offsets[other + 1]], one)
            room[other] += u8(gone)
            freed += gone
    return freed


@stage
def _holds(row: Ints, friend: int) -> bool:
    found = False
    for place in range(row.shape[0]):
        found |= row[place] == friend
    return found


@stage
def _add(row: Ints, friend: int) -> None:
    for place in range(row.shape[0]):
        if row[place] < 0:
            row[place] = i32(friend)
            return


@kernel
def meet(
    learning: Learning, who: Neighbours, offsets: Longs, friends: Ints, lo: int, hi: int, mask: int, tick: int,
    seed: np.uint64, met: Pairs,
) -> int:  # fmt: skip
    """Add the ties that begin this month to the rows of the people lo..hi; return how many ends.

    `mask`: whoever looks for a friend meets the person whose id differs in these bits. They become friends, unless they
    are already, less readily where a score is looked down on.
    """
    count, added = meetings(who.wants, lo, hi, mask, met.first, met.second), 0
    words = pair_words(who.luck, met, count, tick, TIE_SEEK, seed)
    first, second, score, room = met.first, met.second, who.score, who.room
    for k in range(count):
        one, other = first[k], second[k]
        chance = _ONE - (learning.choosy if far_apart(learning.shun_gap, score, one, other) else f32(0.0))
        row = friends[offsets[one] : offsets[one + 1]]
        if unit(words[k]) < chance and not _holds(row, other):
            _add(row, other)
            room[one] -= u8(1)
            added += 1
    return added


def meeting_mask(tick: int, people: int, seed: int) -> int:
    """Return the bits in which those differ who meet this month: mostly neighbours, every fourth month anybody."""
    word, far, _, _ = block(u32(0), u32(tick), u32(TIE_SEEK), u32(0xFFFFFFFF), u32(seed & 0xFFFFFFFF), u32(seed >> 32))
    reach = max(people.bit_length() - 1, 1) if int(far) >> 30 == 0 else 6
    return 1 + int(word) % ((1 << min(reach, 31)) - 1)

"""Ties dropped and sought: the last part of respond, and an exchange, since a tie has two ends.

Everybody's turn comes every so many months, and with it all their ties; so a tie comes up twice in that time. Whoever
looks for a friend meets one other person a month. What a verdict reads was settled before, and its draw is keyed by the
pair, so that either end would reach the same one; each partition writes to its own rows alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, maker, no_alloc, runtime_int
from counterscore.chance.maths import unit
from counterscore.chance.philox import block, first_words
from counterscore.chance.purposes import TIE_DROP, TIE_SEEK
from counterscore.engine.core.buffers import ints, words
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.state import Bytes

i32, i64, u8, u32, f32 = np.int32, np.int64, np.uint8, np.uint32, np.float32
BLOCK = 1024
_LONGEST = 256  # no row has more places
_ONE = f32(1.0)


class Neighbours(NamedTuple):
    """The columns, of everybody, that a tie depends on."""

    key: Words
    household: Ints
    score: Ints
    stakes: Floats
    wants: Bytes
    room: Bytes


class Pairs(NamedTuple):
    """Ties that ended: whose row still has the other, and who that is."""

    first: Ints
    second: Ints


def no_pairs(most: int) -> Pairs:
    """Return place for so many pairs."""
    return Pairs(np.empty(most, np.int32), np.empty(most, np.int32))


class PairBuffers(NamedTuple):
    """Working space: pairs of a block, which of them are in doubt, and the words that are drawn for them."""

    one: Ints
    other: Ints
    place: Ints
    which: Ints
    low: Words
    high: Words


@maker
def _buffers(most: int) -> PairBuffers:
    return PairBuffers(
        one=ints(most), other=ints(most), place=ints(most), which=ints(most), low=words(most), high=words(most)
    )


@no_alloc
def pair_words(key: Words, buffers: PairBuffers, count: int, tick: int, purpose: int, seed: np.uint64) -> None:
    """Write to `desk.low` a word for each of the first `count` pairs, the same from either end."""
    one, other, low, high = buffers.one, buffers.other, buffers.low, buffers.high
    for k in range(count):
        mine, theirs = key[u32(one[k])], key[u32(other[k])]
        low[k], high[k] = min(mine, theirs), max(mine, theirs)
    first_words(tick, purpose, seed, low[:count], high[:count])


@no_alloc
def far_apart(gap: i32, score: Ints, one: int | u32, other: int | u32) -> bool:
    """Whether two people's scores are so far apart that it counts among friends."""
    first, second = score[one], score[other]
    return bool(first > 0 and second > 0 and abs(i64(first) - i64(second)) >= gap)


@no_alloc
def looked_down_on(learning: Learning, score: Ints, stakes: Floats, one: u32, other: u32) -> f32:
    """Chance that the one with the higher score turns away from the other."""
    first, second = score[one], score[other]
    if first == i32(0) or second == i32(0):
        return f32(0.0)
    if first >= second + learning.shun_gap:
        return learning.shun * stakes[one]
    return learning.shun * stakes[other] if second >= first + learning.shun_gap else f32(0.0)


@no_alloc
def coming_up(row: Ints, person: int, start: int, count: int,
              buffers: PairBuffers) -> int:  # fmt: skip
    """Add the ties of one person, whose row begins at `start`, to the first `count`; return how many there are now."""
    one, other, places = buffers.one, buffers.other, buffers.place
    for place in range(row.shape[0]):
        # Written always and kept only if it counts: cheaper than a branch that cannot be foreseen.
        one[count], other[count], places[count] = i32(person), row[place], i32(start + place)
        count += int(row[place] >= i32(0))
    return count


@no_alloc
def _in_doubt(most: f32, drawn: Words, which: Ints) -> int:
    """Write which ties might end, whatever the two think of each other; return how many."""
    count = 0
    for k in range(drawn.shape[0]):
        which[count] = i32(k)
        count += int(unit(drawn[k]) < most)
    return count


@no_alloc
def _end(learning: Learning, who: Neighbours, friends: Ints, start: int, doubted: Ints, buffers: PairBuffers,
         dropped: Pairs, count: int) -> int:  # fmt: skip
    """End the ties of those in doubt that do end, on this side; households stay together."""
    household, score, stakes = who.household, who.score, who.stakes
    for i in range(doubted.shape[0]):
        k = int(doubted[i])
        one, other = u32(buffers.one[k]), u32(buffers.other[k])
        chance = learning.turnover + looked_down_on(learning, score, stakes, one, other)
        if unit(buffers.low[k]) < chance and household[one] != household[other]:
            dropped.first[count], dropped.second[count] = i32(other), i32(one)
            count += 1
            friends[start + buffers.place[k]] = i32(-1)
            who.room[one] += u8(1)
    return count


@kernel
def drop(
    learning: Learning, who: Neighbours, offsets: Ints, friends: Ints, lo: int, hi: int, tick: int, seed: np.uint64,
    dropped: Pairs,
) -> int:  # fmt: skip
    """End the ties, of the people lo..hi whose turn it is, that end this month, in their own rows; return how many.

    They end by themselves, or because one turns away from the other. `dropped`: the other end first, whose row is
    another's to change.
    """
    count, due, buffers = runtime_int(0), runtime_int(0), _buffers(BLOCK + _LONGEST)
    start, turn = offsets[lo], learning.turn
    for person in range(lo + (tick - lo) % turn, hi, turn):
        row = friends[offsets[person] : offsets[person + 1]]
        due = coming_up(row, person, offsets[person] - start, due, buffers)
        if due >= BLOCK or person + turn >= hi:
            pair_words(who.key, buffers, due, tick, int(TIE_DROP), seed)
            doubted = _in_doubt(learning.turnover + learning.shun, buffers.low[:due], buffers.which)
            count = _end(learning, who, friends, start, buffers.which[:doubted], buffers, dropped, count)
            due = 0
    return count


@no_alloc
def _part(row: Ints, friend: i32) -> int:
    parted = 0
    for place in range(row.shape[0]):
        gone = row[place] == friend
        row[place] = i32(-1) if gone else row[place]
        parted += int(gone)
    return parted


@kernel
def part(dropped: Pairs, offsets: Ints, friends: Ints, room: Bytes, lo: int, hi: int) -> int:
    """Take those who parted out of the rows of the people lo..hi at the other end; return how many became free."""
    freed = 0
    first, second = dropped.first, dropped.second
    for k in range(first.shape[0]):
        one = first[k]
        if lo <= one < hi:
            gone = _part(friends[offsets[one] : offsets[one + 1]], second[k])
            room[one] += u8(gone)
            freed += gone
    return freed


@no_alloc
def meetings(wants: Bytes, lo: int, hi: int, mask: int, one: Ints, other: Ints) -> int:
    """Write who meets whom: those who look for a friend and whose ids differ in the bits of `mask`."""
    count, people = 0, wants.shape[0]
    for person in range(lo, hi):
        met = person ^ mask
        one[count], other[count] = i32(person), i32(met)
        count += int((met < people) & (wants[u32(person)] != u8(0)) & (wants[u32(min(met, people - 1))] != u8(0)))
    return count


@no_alloc
def _holds(row: Ints, friend: i32) -> bool:
    found = False
    for place in range(row.shape[0]):
        found |= row[place] == friend
    return found


@no_alloc
def _add(row: Ints, friend: i32) -> None:
    for place in range(row.shape[0]):
        if row[place] < 0:
            row[place] = friend
            return


@no_alloc
def _befriend(learning: Learning, who: Neighbours, offsets: Ints, friends: Ints, count: int,
              buffers: PairBuffers) -> int:  # fmt: skip
    """Add the ties of those of the first `count` pairs who become friends, to the first's row; return how many."""
    score, room, added = who.score, who.room, 0
    for k in range(count):
        one, other = u32(buffers.one[k]), u32(buffers.other[k])
        chance = _ONE - (learning.choosy if far_apart(learning.shun_gap, score, one, other) else f32(0.0))
        row = friends[offsets[one] : offsets[one + 1]]
        if unit(buffers.low[k]) < chance and not _holds(row, buffers.other[k]):
            _add(row, buffers.other[k])
            room[one] -= u8(1)
            added += 1
    return added


@kernel
def meet(
    learning: Learning,
    who: Neighbours,
    offsets: Ints,
    friends: Ints,
    lo: int,
    hi: int,
    mask: int,
    tick: int,
    seed: np.uint64,
) -> int:
    """Add the ties that begin this month to the rows of the people lo..hi; return how many ends.

    `mask`: whoever looks for a friend meets the person whose id differs in these bits. They become friends, unless they
    are already, less readily where a score is looked down on.
    """
    added, buffers = 0, _buffers(BLOCK + 1)
    for start in range(lo, hi, BLOCK):
        count = meetings(who.wants, start, min(start + BLOCK, hi), mask, buffers.one, buffers.other)
        pair_words(who.key, buffers, count, tick, int(TIE_SEEK), seed)
        added += _befriend(learning, who, offsets, friends, count, buffers)
    return added


def meeting_mask(learning: Learning, tick: int, people: int, seed: int) -> int:
    """Return the bits in which those differ who meet this month: mostly neighbours, in some months anybody."""
    word, far, _, _ = block(u32(0), u32(tick), u32(TIE_SEEK), u32(0xFFFFFFFF), u32(seed & 0xFFFFFFFF), u32(seed >> 32))
    reach = max(people.bit_length() - 1, 1) if far < learning.anybody else int(learning.near_bits)
    return 1 + int(word) % ((1 << min(reach, 31)) - 1)

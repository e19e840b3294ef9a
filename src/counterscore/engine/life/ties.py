"""Ties end and begin: the last part of the step respond, and an exchange, because a tie is in two people's rows.

All ties of a person are reviewed together, every `turn` months, so a tie is reviewed twice in that time. A person who
looks for a friend meets one other person a month. A decision reads only columns that do not change meanwhile, and its
draw is keyed by the pair, so that both ends reach the same result. Each partition writes only to its own rows.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.ahead import fetch
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
_AHEAD = 16  # pairs or people whose rows are asked for before they are read
_LINE = 15  # places in a row beyond which another line of the cache begins
_ONE = f32(1.0)


class Neighbours(NamedTuple):
    """The columns of all people that a tie depends on."""

    key: Words
    household: Ints
    score: Ints
    stakes: Floats
    wants: Bytes
    room: Bytes
    parent: Ints


class Pairs(NamedTuple):
    """Ties that ended at one end: the row of `first` still holds `second`."""

    first: Ints
    second: Ints


def no_pairs(most: int) -> Pairs:
    """Return room for up to `most` pairs."""
    return Pairs(np.empty(most, np.int32), np.empty(most, np.int32))


class PairBuffers(NamedTuple):
    """Scratch buffers: the pairs of a block with their places, which of them are candidates, and their random words."""

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
    """Write to `buffers.low` a random word for each of the first `count` pairs, the same from either end."""
    one, other, low, high = buffers.one, buffers.other, buffers.low, buffers.high
    for k in range(count):
        mine, theirs = key[u32(one[k])], key[u32(other[k])]
        low[k], high[k] = min(mine, theirs), max(mine, theirs)
    first_words(tick, purpose, seed, low[:count], high[:count])


@no_alloc
def far_apart(gap: i32, score: Ints, one: int | u32, other: int | u32) -> bool:
    """Return whether two people both have a score and the scores differ by `gap` rungs or more."""
    first, second = score[one], score[other]
    return bool(first > 0 and second > 0 and abs(i64(first) - i64(second)) >= gap)


@no_alloc
def chance_of_shunning(learning: Learning, score: Ints, stakes: Floats, one: u32, other: u32) -> f32:
    """Return the probability that the person with the higher score ends the tie because of the other's lower one."""
    first, second = score[one], score[other]
    if first == i32(0) or second == i32(0):
        return f32(0.0)
    if first >= second + learning.shun_gap:
        return learning.shun * stakes[one]
    return learning.shun * stakes[other] if second >= first + learning.shun_gap else f32(0.0)


@no_alloc
def coming_up(row: Ints, person: int, start: int, count: int,
              buffers: PairBuffers) -> int:  # fmt: skip
    """Append the ties of one person, whose row begins at `start`, to the first `count` pairs; return the new count."""
    one, other, places = buffers.one, buffers.other, buffers.place
    for place in range(row.shape[0]):
        # Written always, and kept only if it counts: cheaper than a branch that the CPU cannot predict.
        one[count], other[count], places[count] = i32(person), row[place], i32(start + place)
        count += int(row[place] >= i32(0))
    return count


@no_alloc
def fetch_row(offsets: Ints, friends: Ints, person: int) -> None:
    """Ask for the row of a person, which will be read soon."""
    start = offsets[person]
    fetch(friends, start)
    fetch(friends, start + i32(_LINE))


@no_alloc
def _find_candidates(most: f32, drawn: Words, which: Ints) -> int:
    """Write the indices of ties whose draw is below `most`, the highest probability of ending; return how many."""
    count = 0
    for k in range(drawn.shape[0]):
        which[count] = i32(k)
        count += int(unit(drawn[k]) < most)
    return count


@no_alloc
def are_kin(parent: Ints, one: u32, other: u32) -> bool:
    """Return whether one of two people is the other's parent, or both have the same; False if no kin is declared."""
    if parent.shape[0] == 0:
        return False
    first, second = i64(parent[one]), i64(parent[other])
    return bool((first == i64(other) + 1) | (second == i64(one) + 1) | ((first > 0) & (first == second)))


@no_alloc
def _end(learning: Learning, who: Neighbours, friends: Ints, start: int, candidates: Ints, buffers: PairBuffers,
         dropped: Pairs, count: int) -> int:  # fmt: skip
    """End the candidate ties whose draw is below their probability, at this end, but none within a household."""
    household, score, stakes = who.household, who.score, who.stakes
    for i in range(candidates.shape[0]):
        k = int(candidates[i])
        one, other = u32(buffers.one[k]), u32(buffers.other[k])
        chance = learning.turnover + chance_of_shunning(learning, score, stakes, one, other)
        chance = chance * (_ONE - learning.lasting) if are_kin(who.parent, one, other) else chance
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
    """End ties of the people lo..hi whose turn it is, in their own rows; return how many.

    Ties end by turnover, or because one person turns away from the other. Write them to `dropped`, the other end
    first: its row may belong to another partition, and `part` changes it.
    """
    count, due, buffers = runtime_int(0), runtime_int(0), _buffers(BLOCK + _LONGEST)
    start, turn = offsets[lo], learning.turn
    for person in range(lo + (tick - lo) % turn, hi, turn):
        fetch_row(offsets, friends, int(min(person + _AHEAD * turn, hi - 1)))
        row = friends[offsets[person] : offsets[person + 1]]
        due = coming_up(row, person, offsets[person] - start, due, buffers)
        if due >= BLOCK or person + turn >= hi:
            pair_words(who.key, buffers, due, tick, int(TIE_DROP), seed)
            found = _find_candidates(learning.turnover + learning.shun, buffers.low[:due], buffers.which)
            count = _end(learning, who, friends, start, buffers.which[:found], buffers, dropped, count)
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
    """Remove ended ties at their other end, from the rows of the people lo..hi; return how many places became free."""
    freed = 0
    first, second = dropped.first, dropped.second
    for k in range(first.shape[0]):
        one, later = first[k], first[min(k + _AHEAD, first.shape[0] - 1)]
        if lo <= later < hi:
            fetch_row(offsets, friends, int(later))
        if lo <= one < hi:
            gone = _part(friends[offsets[one] : offsets[one + 1]], second[k])
            room[one] += u8(gone)
            freed += gone
    return freed


@no_alloc
def meetings(wants: Bytes, lo: int, hi: int, mask: int, one: Ints, other: Ints) -> int:
    """Write the pairs who meet: both look for a friend, and their ids differ in the bits of `mask`; return how many."""
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
def add_friend(row: Ints, friend: i32) -> None:
    """Write a friend to the first free place of a row, if there is one."""
    for place in range(row.shape[0]):
        if row[place] < 0:
            row[place] = friend
            return


@no_alloc
def _befriend(learning: Learning, who: Neighbours, offsets: Ints, friends: Ints, count: int,
              buffers: PairBuffers) -> int:  # fmt: skip
    """Of the first `count` pairs, add a tie to the first person's row for those who become friends; return how many."""
    score, room, added = who.score, who.room, 0
    for k in range(count):
        one, other = u32(buffers.one[k]), u32(buffers.other[k])
        chance = _ONE - (learning.choosy if far_apart(learning.shun_gap, score, one, other) else f32(0.0))
        row = friends[offsets[one] : offsets[one + 1]]
        if unit(buffers.low[k]) < chance and not _holds(row, buffers.other[k]):
            add_friend(row, buffers.other[k])
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
    """Add the ties that begin this month to the rows of the people lo..hi; return the number of ends added.

    A person who looks for a friend meets the person whose id differs in the bits of `mask`. Two who meet become
    friends unless they are already; if their scores are far apart, they do so less often.
    """
    added, buffers = 0, _buffers(BLOCK + 1)
    for start in range(lo, hi, BLOCK):
        count = meetings(who.wants, start, min(start + BLOCK, hi), mask, buffers.one, buffers.other)
        pair_words(who.key, buffers, count, tick, int(TIE_SEEK), seed)
        added += _befriend(learning, who, offsets, friends, count, buffers)
    return added


def meeting_mask(learning: Learning, tick: int, people: int, seed: int) -> int:
    """Return the bits in which the ids of two who meet this month differ: mostly neighbours, in some months anybody."""
    word, far, _, _ = block(u32(0), u32(tick), u32(TIE_SEEK), u32(0xFFFFFFFF), u32(seed & 0xFFFFFFFF), u32(seed >> 32))
    reach = max(people.bit_length() - 1, 1) if far < learning.anybody else int(learning.near_bits)
    return 1 + int(word) % ((1 << min(reach, 31)) - 1)

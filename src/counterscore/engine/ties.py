"""Ties dropped and sought: the last part of respond, and an exchange, since a tie has two ends.

Each end reaches the same verdict on its own: what it reads was settled before, and the draw is keyed by the pair.
Everybody's turn comes every two years, and with it all their ties; so a tie comes up once a year. Whoever looks for a
friend meets one other person a month.
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
BLOCK = 512
# A turn every two years; multiplying by the inverse of 24 divides every 32-bit number exactly.
_TURNS, _INVERSE = u32(24), u64(0xAAAAAAAB)
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
    """Working space for ties or meetings under review: the place in `friends`, both ends, random words, marks."""

    place: Longs
    one: Ints
    other: Ints
    word: Words
    due: Bytes


@stage
def _desk(most: int) -> Pairs:
    return Pairs(
        np.empty(most, np.int64), np.empty(most, np.int32), np.empty(most, np.int32), np.empty(2 * most, np.uint32),
        np.empty(most, np.uint8),
    )  # fmt: skip


@stage
def has_turn(friends: Ints, phase: u32, due: Bytes) -> None:
    """Mark the places of those friends whose turn it is, by id."""
    for t in range(friends.shape[0]):
        number = u32(friends[t])
        over = u32(number - u32((u64(number) * _INVERSE) >> u64(36)) * _TURNS)
        due[t] = u8((over == phase) & (friends[t] >= i32(0)))


@stage
def friends_turns(
    offsets: Longs, friends: Ints, due: Bytes, lo: int, hi: int, place: Longs, one: Ints, other: Ints
) -> int:
    """Write the marked ties of the people lo..hi, and whose they are."""
    start, count = offsets[lo], 0
    for t in range(due.shape[0]):
        # Written always and kept only when due: cheaper than a branch that cannot be foreseen.
        place[count] = start + t
        count += i64(due[t])
    person = lo
    for k in range(count):
        while offsets[person + 1] <= place[k]:
            person += 1
        one[k], other[k] = i32(person), friends[place[k]]
    return count


@stage
def own_turns(
    offsets: Longs, friends: Ints, lo: int, hi: int, phase: u32, count: int, place: Longs, one: Ints, other: Ints
) -> int:
    """Add all ties of those whose own turn it is, but for those that are there by the friend's turn."""
    turn = i64(_TURNS)
    for person in range(lo + (i64(phase) - lo) % turn, hi, turn):
        for t in range(offsets[person], offsets[person + 1]):
            place[count], one[count], other[count] = t, i32(person), friends[t]
            count += i64((friends[t] >= i32(0)) & (i64(friends[t]) % turn != i64(phase)))
    return count


@stage
def meetings(wants: Bytes, lo: int, hi: int, mask: int, one: Ints, other: Ints) -> int:
    """Write who meets whom: those who look for a friend and whose ids differ in the bits of `mask`."""
    count, people = 0, wants.shape[0]
    for person in range(lo, hi):
        met = person ^ mask
        one[count], other[count] = i32(person), i32(met)
        count += i64((met < people) & (wants[person] != u8(0)) & (wants[min(met, people - 1)] != u8(0)))
    return count


@stage
def draw_pairs(luck: Words, one: Ints, other: Ints, tick: int, purpose: int, seed: np.uint64, room: Words) -> None:
    """A word for each pair, the same from either end, in the first part of `room` (twice as long)."""
    n = one.shape[0]
    low, high = room[:n], room[n : 2 * n]
    for k in range(n):
        mine, theirs = luck[one[k]], luck[other[k]]
        low[k], high[k] = min(mine, theirs), max(mine, theirs)
    first_words(tick, purpose, seed, low, high)


@stage
def looked_down_on(learning: Learning, score: Ints, stakes: Floats, low: int, high: int) -> f32:
    """Chance that one of the two turns away from the other for a lower score, in the order of their ids."""
    first, second = score[low], score[high]
    if first == i32(0) or second == i32(0):
        return f32(0.0)
    if first >= second + learning.shun_gap:
        return learning.shun * stakes[low]
    return learning.shun * stakes[high] if second >= first + learning.shun_gap else f32(0.0)


@stage
def drop(
    learning: Learning, household: Ints, score: Ints, stakes: Floats, place: Longs, one: Ints, other: Ints, word: Words,
    friends: Ints, room: Bytes,
) -> int:  # fmt: skip
    """End ties: by themselves, or because one turns away. Households stay together. Return how many ends."""
    dropped = 0
    for k in range(one.shape[0]):
        low, high = min(one[k], other[k]), max(one[k], other[k])
        chance = learning.turnover + looked_down_on(learning, score, stakes, low, high)
        if unit(word[k]) < chance and household[low] != household[high]:
            friends[place[k]] = i32(-1)
            room[one[k]] += u8(1)
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


@stage
def known(offsets: Longs, friends: Ints, one: Ints, other: Ints, word: Words) -> None:
    """Rule out, by the highest word, the meetings of those who are friends already."""
    for k in range(one.shape[0]):
        if _holds(friends[offsets[one[k]] : offsets[one[k] + 1]], other[k]):
            word[k] = u32(0xFFFFFFFF)


@stage
def befriend(
    learning: Learning, score: Ints, stakes: Floats, offsets: Longs, one: Ints, other: Ints, word: Words, friends: Ints,
    room: Bytes,
) -> int:  # fmt: skip
    """Begin ties between those who met, less readily where a score is looked down on. Return how many ends."""
    added = 0
    for k in range(one.shape[0]):
        low, high = min(one[k], other[k]), max(one[k], other[k])
        doubt = looked_down_on(learning, score, stakes, low, high) > f32(0.0)
        chance = _ONE - (learning.choosy if doubt else f32(0.0))
        if word[k] != u32(0xFFFFFFFF) and unit(word[k]) < chance:
            _add(friends[offsets[one[k]] : offsets[one[k] + 1]], other[k])
            room[one[k]] -= u8(1)
            added += 1
    return added


@kernel
def change_ties(
    learning: Learning, who: Neighbours, offsets: Longs, friends: Ints, lo: int, hi: int, mask: int, tick: int,
    seed: np.uint64,
) -> tuple[int, int]:  # fmt: skip
    """Drop and add ties in the rows of the people lo..hi; return how many ends were dropped and added.

    `mask`: whoever looks for a friend meets the person whose id differs in these bits.
    """
    dropped, added, phase, most = 0, 0, u32(tick % i64(_TURNS)), 1 + BLOCK
    for start in range(lo, hi, BLOCK):
        most = max(most, 1 + offsets[min(start + BLOCK, hi)] - offsets[start])
    place, one, other, word, marks = _desk(most)
    for start in range(lo, hi, BLOCK):
        end = min(start + BLOCK, hi)
        first, last = offsets[start], offsets[end]
        met = meetings(who.wants, start, end, mask, one, other)
        draw_pairs(who.luck, one[:met], other[:met], tick, TIE_SEEK, seed, word)
        known(offsets, friends, one[:met], other[:met], word[:met])
        added += befriend(
            learning, who.score, who.stakes, offsets, one[:met], other[:met], word[:met], friends, who.room
        )
        has_turn(friends[first:last], phase, marks[: last - first])
        due = friends_turns(offsets, friends, marks[: last - first], start, end, place, one, other)
        due = own_turns(offsets, friends, start, end, phase, due, place, one, other)
        draw_pairs(who.luck, one[:due], other[:due], tick, TIE_DROP, seed, word)
        dropped += drop(
            learning, who.household, who.score, who.stakes, place[:due], one[:due], other[:due], word[:due], friends,
            who.room,
        )  # fmt: skip
    return dropped, added


def meeting_mask(tick: int, people: int, seed: int) -> int:
    """Return the bits in which those differ who meet this month: mostly neighbours, every fourth month anybody."""
    word, far, _, _ = block(u32(0), u32(tick), u32(TIE_SEEK), u32(0xFFFFFFFF), u32(seed & 0xFFFFFFFF), u32(seed >> 32))
    reach = max(people.bit_length() - 1, 1) if int(far) >> 30 == 0 else 6
    return 1 + int(word) % ((1 << min(reach, 31)) - 1)

"""Meeting places: whom a person who looks for a friend meets, and whom of them the person chooses.

A meeting happens at one focus (Feld 1981): among friends of friends, at work or at school, in the neighbourhood, or
anywhere. Of the people met there, one is chosen in proportion to the weight of the pair, as when ties are drawn at the
start. Choices read only what was final before the step. The ties then begin in the order of the seekers' ids, so
results do not depend on partitions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, maker, no_alloc, runtime_int
from counterscore.chance.maths import exp, log, unit
from counterscore.chance.philox import fill
from counterscore.chance.purposes import MEET
from counterscore.engine.core.buffers import floats, ints, words
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import MeetingRules
from counterscore.engine.core.state import Bytes, Months, WordTable
from counterscore.engine.life.ties import Pairs, far_apart
from counterscore.society.ties_schema import MOST_MET
from counterscore.society.traits import BIT

i32, u8, u32, u64, f32 = np.int32, np.uint8, np.uint32, np.uint64, np.float32
IntTable = np.ndarray[tuple[int, int], np.dtype[np.int32]]
FloatTable = np.ndarray[tuple[int, int], np.dtype[np.float32]]
BLOCK = 2048
_ALIVE, _MINORITY = u32(BIT["alive"]), u32(BIT["minority"])
_ONE, _YEAR, _32 = f32(1.0), f32(12.0), u64(32)
SAME_CLASS = 6  # months between the births of two schoolmates, at most
CLASS_WALK = 128  # neighbours among whom a pupil looks for a schoolmate in one trial
FRIENDS, WORK, SCHOOL, NEIGHBOURS, ANYBODY = 0, 1, 2, 3, 4


class Acquaintances(NamedTuple):
    """The columns of all people that a meeting depends on."""

    key: Words
    born: Months
    bits: Words
    region: Bytes
    education: Bytes
    household: Ints
    wage: Floats
    trustworthiness: Floats
    heterodoxy: Floats
    score: Ints
    wants: Bytes
    room: Bytes
    at: Ints


class Foci(NamedTuple):
    """Where people are (see `life/places.py`): the line of homes, the staff of each firm, and everybody's employer."""

    line: Ints
    staff: Ints
    ends: Ints
    employer: Ints


@no_alloc
def _within(word: u32, count: int) -> int:
    return int((u64(word) * u64(count)) >> _32)


@no_alloc
def _has_colleagues(foci: Foci, person: int) -> bool:
    if person >= foci.employer.shape[0]:
        return False
    firm = foci.employer[person]
    return bool(firm >= i32(0) and firm + 1 < foci.ends.shape[0])


@no_alloc
def focus(rules: MeetingRules, who: Acquaintances, foci: Foci, person: int, month: int, mark: f32) -> int:
    """Return where a person meets others, by a uniform number: without work or school, neighbours instead."""
    if mark < rules.friends:
        return FRIENDS
    if mark >= _ONE - rules.anybody:
        return ANYBODY
    if mark >= rules.friends + rules.foci:
        return NEIGHBOURS
    age = i32(month) - i32(who.born[person])
    if rules.from_age <= age < rules.to_age:
        return SCHOOL
    return WORK if _has_colleagues(foci, person) else NEIGHBOURS


@no_alloc
def _some_friend(offsets: Ints, friends: Ints, person: int, word: u32) -> int:
    """Return the friend at a random place of a person's row, or at the next place that is taken; -1 for nobody."""
    start, end = int(offsets[person]), int(offsets[person + 1])
    place = start + _within(word, end - start)
    for at in range(place, end):
        if friends[at] >= i32(0):
            return int(friends[at])
    for at in range(start, place):
        if friends[at] >= i32(0):
            return int(friends[at])
    return -1


@no_alloc
def _friend_of_friend(offsets: Ints, friends: Ints, person: int, first: u32, second: u32) -> int:
    friend = _some_friend(offsets, friends, person, first)
    return _some_friend(offsets, friends, friend, second) if friend >= 0 else -1


@no_alloc
def _neighbour(line: Ints, home: int, reach: int, word: u32) -> int:
    """Return one of the `reach` people around a place in the line; -1 beyond its ends."""
    step = _within(word, reach) - reach // 2
    place = home + step + int(step >= 0)
    return int(line[place]) if 0 <= place < line.shape[0] else -1


@no_alloc
def _schoolmate(who: Acquaintances, line: Ints, person: int, home: int, catchment: int, word: u32) -> int:
    """Return the next person of the same age from a random place of the catchment on; -1 for nobody."""
    place = home + _within(word, catchment) - catchment // 2
    for at in range(max(place, 0), min(place + CLASS_WALK, line.shape[0])):
        other = int(line[at])
        if abs(i32(who.born[other]) - i32(who.born[person])) <= SAME_CLASS and other != person:
            return other
    return -1


@no_alloc
def _colleague(foci: Foci, person: int, word: u32) -> int:
    """Return somebody who worked at the person's firm when the staff was listed and still does; -1 for nobody."""
    firm = foci.employer[person]
    start, end = foci.ends[firm], foci.ends[firm + 1]
    if start == end:
        return -1
    other = int(foci.staff[start + _within(word, int(end - start))])
    return other if foci.employer[other] == firm else -1


@no_alloc
def _encounter(
    rules: MeetingRules, who: Acquaintances, foci: Foci, offsets: Ints, friends: Ints, person: int, place: int,
    first: u32, second: u32,
) -> int:  # fmt: skip
    """Return whom a person meets at a focus; -1 for nobody."""
    home = int(who.at[person]) - 1
    if place == FRIENDS:
        return _friend_of_friend(offsets, friends, person, first, second)
    if place == WORK:
        return _colleague(foci, person, first)
    if place == SCHOOL:
        return _schoolmate(who, foci.line, person, home, rules.catchment, first)
    if place == NEIGHBOURS:
        return _neighbour(foci.line, home, rules.near, first)
    return int(foci.line[_within(first, foci.line.shape[0])])


class MeetingBuffers(NamedTuple):
    """Scratch buffers for the seekers of a block: ids, keys, words and foci; and by person met, the ids and weights."""

    seekers: Ints
    key: Words
    words: WordTable
    focus: Bytes
    mark: Floats
    agree: Floats
    met: IntTable
    weight: FloatTable


@maker
def _buffers() -> MeetingBuffers:
    return MeetingBuffers(
        seekers=ints(BLOCK + 1), key=words(BLOCK), words=words(4 * BLOCK).reshape(4, BLOCK),
        focus=np.empty(BLOCK, np.uint8), mark=floats(BLOCK), agree=floats(BLOCK),
        met=ints(MOST_MET * BLOCK).reshape(MOST_MET, BLOCK), weight=floats(MOST_MET * BLOCK).reshape(MOST_MET, BLOCK),
    )  # fmt: skip


@no_alloc
def _find_seekers(who: Acquaintances, lo: int, hi: int, buffers: MeetingBuffers) -> int:
    """Write the ids and keys of the people lo..hi who look for a friend and have a place; return their number."""
    count = 0
    for person in range(lo, hi):
        # Every id is written, and kept only if it counts: cheaper than a branch that is hard to predict.
        buffers.seekers[count] = i32(person)
        count += int((who.wants[u32(person)] != u8(0)) & (who.at[u32(person)] != i32(0)))
    for j in range(count):
        buffers.key[j] = who.key[u32(buffers.seekers[j])]
    return count


@no_alloc
def _find_foci(rules: MeetingRules, who: Acquaintances, foci: Foci, clock: Clock, count: int,
               buffers: MeetingBuffers) -> None:  # fmt: skip
    """Write where each seeker meets others, and the uniform numbers by which they choose and agree."""
    w = buffers.words
    fill(buffers.key[:count], clock.tick, int(MEET), runtime_int(0), clock.seed, w[0, :count], w[1, :count],
         w[2, :count], w[3, :count])  # fmt: skip
    for j in range(count):
        buffers.focus[j] = u8(focus(rules, who, foci, int(buffers.seekers[j]), clock.month, unit(w[0, j])))
        buffers.mark[j], buffers.agree[j] = unit(w[1, j]), unit(w[2, j])


@no_alloc
def _find_people(rules: MeetingRules, who: Acquaintances, foci: Foci, offsets: Ints, friends: Ints, clock: Clock,
                 count: int, buffers: MeetingBuffers) -> None:  # fmt: skip
    """Write whom each seeker meets. Each loop does one thing for all, so that look-ups in memory overlap."""
    w = buffers.words
    for k in range(rules.met):
        if k % 2 == 0:
            fill(buffers.key[:count], clock.tick, int(MEET), 1 + k // 2, clock.seed, w[0, :count], w[1, :count],
                 w[2, :count], w[3, :count])  # fmt: skip
        first, second, met = w[2 * (k % 2)], w[2 * (k % 2) + 1], buffers.met[k]
        for j in range(count):
            person, place = int(buffers.seekers[j]), int(buffers.focus[j])
            met[j] = i32(_encounter(rules, who, foci, offsets, friends, person, place, first[j], second[j]))


@no_alloc
def _can_begin(who: Acquaintances, offsets: Ints, friends: Ints, person: u32, other: i32) -> bool:
    """Return whether a tie can begin: with another living person of another home, with a free place, not yet tied."""
    there = u32(max(other, i32(0)))
    apart = (who.household[there] != who.household[person]) & (there != person) & (other >= i32(0))
    if not (apart & (who.room[there] != u8(0)) & ((who.bits[there] & _ALIVE) != u32(0))):
        return False
    known = False
    for place in range(offsets[person], offsets[person + u32(1)]):
        known |= friends[place] == other
    return not known


@no_alloc
def weigh_pairs(rules: MeetingRules, who: Acquaintances, one: Ints, other: Ints, weight: Floats) -> None:
    """Write the weight of each pair by age, income, minority status, region, and similarity in conduct and taste.

    For an id below 0, the weight is that of the pair with person 0.
    """
    for j in range(one.shape[0]):
        a, b = u32(one[j]), u32(max(other[j], i32(0)))
        power = -abs(f32(i32(who.born[a]) - i32(who.born[b]))) / _YEAR * rules.decay[1]
        power -= abs(log(who.wage[a]) - log(who.wage[b])) * rules.decay[2]
        power -= rules.decay[3] if ((who.bits[a] ^ who.bits[b]) & _MINORITY) != u32(0) else f32(0.0)
        weight[j] = power - (rules.decay[4] if who.region[a] != who.region[b] else f32(0.0))
    for j in range(one.shape[0] if rules.similarity.shape[0] > 0 else 0):
        a, b = u32(one[j]), u32(max(other[j], i32(0)))
        power = weight[j] - abs(who.trustworthiness[a] - who.trustworthiness[b]) * rules.similarity[0]
        power -= abs(who.heterodoxy[a] - who.heterodoxy[b]) * rules.similarity[1]
        weight[j] = power - abs(f32(who.education[a]) - f32(who.education[b])) * rules.similarity[2]
    for j in range(one.shape[0]):
        weight[j] = exp(weight[j])


@no_alloc
def _choose(met: IntTable, weight: FloatTable, j: int, count: int, mark: f32) -> int:
    """Return one of the people met, in proportion to the weights; -1 if nobody has any. `mark`: uniform in [0, 1)."""
    total = f32(0.0)
    for k in range(count):
        total += weight[k, j]
    mark, running, chosen = mark * total, f32(0.0), -1
    for k in range(count):
        if weight[k, j] > f32(0.0) and running <= mark:
            chosen = int(met[k, j])
        running += weight[k, j]
    return chosen


@kernel
def propose(
    rules: MeetingRules, who: Acquaintances, foci: Foci, offsets: Ints, friends: Ints, lo: int, hi: int, clock: Clock,
    chosen: Pairs,
) -> int:  # fmt: skip
    """Write, of the people lo..hi who look for a friend, each one who chooses somebody and whom; return how many.

    A choice of somebody whose score is far from the person's own comes to nothing with probability `choosy`.
    """
    found, buffers = 0, _buffers()
    for start in range(lo, hi, BLOCK):
        count = _find_seekers(who, start, min(start + BLOCK, hi), buffers)
        _find_foci(rules, who, foci, clock, count, buffers)
        _find_people(rules, who, foci, offsets, friends, clock, count, buffers)
        for k in range(rules.met):
            met, weight = buffers.met[k], buffers.weight[k]
            weigh_pairs(rules, who, buffers.seekers[:count], met[:count], weight[:count])
            for j in range(count):
                can = _can_begin(who, offsets, friends, u32(buffers.seekers[j]), met[j])
                weight[j] = weight[j] if can else f32(0.0)
        for j in range(count):
            person, other = buffers.seekers[j], _choose(buffers.met, buffers.weight, j, rules.met, buffers.mark[j])
            apart = other >= 0 and far_apart(rules.shun_gap, who.score, int(person), other)
            if other >= 0 and not (apart and buffers.agree[j] < rules.choosy):
                chosen.first[found], chosen.second[found] = person, i32(other)
                found += 1
    return found


@no_alloc
def _take_place(row: Ints, friend: i32) -> bool:
    """Write a friend to the first free place of a row; return whether there is one and the friend was not there."""
    free = -1
    for place in range(row.shape[0] - 1, -1, -1):
        if row[place] == friend:
            return False
        free = place if row[place] < i32(0) else free
    if free >= 0:
        row[free] = friend
    return free >= 0


@kernel
def begin_ties(one: Ints, other: Ints, offsets: Ints, friends: Ints, room: Bytes) -> int:
    """Tie these pairs in order, if both still have a free place and are not tied; return the number of ends added."""
    added = 0
    for k in range(one.shape[0]):
        a, b = one[k], other[k]
        if a == b or room[a] == u8(0) or room[b] == u8(0):
            continue
        if _take_place(friends[offsets[a] : offsets[a + 1]], b):
            _take_place(friends[offsets[b] : offsets[b + 1]], a)
            room[a] -= u8(1)
            room[b] -= u8(1)
            added += 2
    return added

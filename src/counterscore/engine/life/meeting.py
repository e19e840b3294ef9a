"""Meeting places: whom a person who looks for a friend meets, and whom of them the person chooses.

A meeting happens at one focus (Feld 1981): among friends of friends, at work or at school, in the neighbourhood, or
anywhere. Of the people met there, one is chosen in proportion to the weight of the pair, as when ties are drawn at the
start. Choices read only what was final before the step. The ties then begin in the order of the seekers' ids, so
results do not depend on partitions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.ahead import fetch
from counterscore.chance.kernel import Floats, Ints, Words, kernel, maker, no_alloc, runtime_int
from counterscore.chance.maths import exp, log, unit
from counterscore.chance.philox import fill
from counterscore.chance.purposes import MEET
from counterscore.engine.core.buffers import floats, ints, words
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import MeetingRules
from counterscore.engine.core.state import Bytes, Months, WordTable
from counterscore.engine.life.ties import Pairs, far_apart, fetch_row
from counterscore.society.ties_schema import MOST_MET
from counterscore.society.traits import BIT

i32, u8, u32, u64, f32 = np.int32, np.uint8, np.uint32, np.uint64, np.float32
IntTable = np.ndarray[tuple[int, int], np.dtype[np.int32]]
FloatTable = np.ndarray[tuple[int, int], np.dtype[np.float32]]
BLOCK = 1024
_MOST = 2 * BLOCK + 1  # seekers at a time
_ALIVE, _MINORITY = u32(BIT["alive"]), u32(BIT["minority"])
_ONE, _YEAR, _32 = f32(1.0), f32(12.0), u64(32)
SAME_CLASS = 6  # months between the births of two schoolmates, at most
CLASS_WALK = 128  # neighbours among whom a pupil looks for a schoolmate in one trial
FRIENDS, WORK, SCHOOL, NEIGHBOURS, ANYBODY = 0, 1, 2, 3, 4
_FOCI = 5
_AHEAD = 16  # people who are asked for before they are looked up
_TERMS = 8  # of the weight of a pair


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
def _friend_from(row: Ints, place: int) -> i32:
    """Return the friend at a place of a row, or at the next place that is taken; -1 for nobody."""
    for at in range(place, row.shape[0]):
        if row[at] >= i32(0):
            return row[at]
    for at in range(place):
        if row[at] >= i32(0):
            return row[at]
    return i32(-1)


@no_alloc
def _find_friends(offsets: Ints, friends: Ints, which: Ints, word: Words, start: Ints, found: Ints) -> None:
    """Replace the people at `found[which]` each by a random one of their friends; nobody, -1, has none.

    The places are looked up for all before the few that are free are passed over, so that look-ups in memory overlap.
    """
    for i in range(which.shape[0]):
        j = u32(which[i])
        person = u32(max(found[j], i32(0)))
        start[i] = offsets[person] + i32(_within(word[j], int(offsets[person + u32(1)] - offsets[person])))
        fetch(friends, start[i])
    for i in range(which.shape[0]):
        j = u32(which[i])
        person, friend = found[j], friends[u32(start[i])]
        if person >= i32(0) and friend < i32(0):
            begin, end = offsets[person], offsets[person + i32(1)]
            friend = _friend_from(friends[begin:end], int(start[i] - begin))
        found[j] = friend if person >= i32(0) else i32(-1)
        fetch(offsets, max(found[j], i32(0)))


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


class PossibleTies(NamedTuple):
    """Scratch buffers for pairs: both ids, the place of the weight, and what its terms depend on (see `_compare`)."""

    one: Ints
    other: Ints
    place: Ints
    terms: FloatTable
    weight: Floats


class MeetingBuffers(NamedTuple):
    """Scratch buffers for some seekers: ids, keys, words and foci.

    `which`: their places in the order of foci, of which focus f has those from `ends[f]` to `ends[f + 1]`. `start`:
    places in rows of friends, and at the end whom they choose. By person met: the ids and weights.
    """

    seekers: Ints
    key: Words
    words: WordTable
    focus: Bytes
    which: Ints
    ends: Ints
    start: Ints
    mark: Floats
    agree: Floats
    met: IntTable
    weight: FloatTable
    pairs: PossibleTies


@maker
def _buffers() -> MeetingBuffers:
    pairs = MOST_MET * _MOST
    return MeetingBuffers(
        seekers=ints(_MOST), key=words(_MOST), words=words(4 * _MOST).reshape(4, _MOST),
        focus=np.empty(_MOST, np.uint8), which=ints(_MOST), ends=ints(_FOCI + 1), start=ints(_MOST),
        mark=floats(_MOST), agree=floats(_MOST),
        met=ints(pairs).reshape(MOST_MET, _MOST), weight=floats(pairs).reshape(MOST_MET, _MOST),
        pairs=PossibleTies(
            one=ints(pairs + 1), other=ints(pairs + 1), place=ints(pairs + 1), weight=floats(pairs),
            terms=floats(_TERMS * pairs).reshape(_TERMS, pairs),
        ),
    )  # fmt: skip


@no_alloc
def _find_seekers(who: Acquaintances, lo: int, hi: int, seekers: Ints, count: int) -> int:
    """Append the ids of the people lo..hi who look for a friend and have a place to the first `count`; return how many.

    Every id is written, and kept only if it counts: cheaper than a branch that is hard to predict.
    """
    first = count
    for person in range(lo, hi):
        seekers[count] = i32(person)
        count += int(who.wants[u32(person)] != u8(0))
    looking, count = count, first
    for j in range(first, looking):
        seekers[count] = seekers[j]
        count += int(who.at[u32(seekers[j])] != i32(0))
    return count


@no_alloc
def _find_foci(rules: MeetingRules, who: Acquaintances, foci: Foci, clock: Clock, count: int,
               buffers: MeetingBuffers) -> None:  # fmt: skip
    """Write where each seeker meets others, and the uniform numbers by which they choose and agree."""
    w = buffers.words
    for j in range(count):
        buffers.key[j] = who.key[u32(buffers.seekers[j])]
    fill(buffers.key[:count], clock.tick, int(MEET), runtime_int(0), clock.seed, w[0, :count], w[1, :count],
         w[2, :count], w[3, :count])  # fmt: skip
    for j in range(count):
        buffers.focus[j] = u8(focus(rules, who, foci, int(buffers.seekers[j]), clock.month, unit(w[0, j])))
    for j in range(count):
        buffers.mark[j], buffers.agree[j] = unit(w[1, j]), unit(w[2, j])
    _sort_by_focus(buffers.focus[:count], buffers.which, buffers.ends)


@no_alloc
def _sort_by_focus(focus: Bytes, which: Ints, ends: Ints) -> None:
    """Write the places of the seekers in the order of their foci, so that one loop serves each focus."""
    done = 0
    for place in range(_FOCI):
        ends[place] = i32(done)
        for j in range(focus.shape[0]):
            which[done] = i32(j)
            done += int(focus[j] == u8(place))
    ends[_FOCI] = i32(done)


@no_alloc
def _find_people(rules: MeetingRules, who: Acquaintances, foci: Foci, offsets: Ints, friends: Ints, clock: Clock,
                 count: int, buffers: MeetingBuffers) -> None:  # fmt: skip
    """Write whom each seeker meets."""
    w, which, ends = buffers.words, buffers.which, buffers.ends
    through_friends = which[ends[FRIENDS] : ends[FRIENDS + 1]]
    for k in range(rules.met):
        if k % 2 == 0:
            fill(buffers.key[:count], clock.tick, int(MEET), 1 + k // 2, clock.seed, w[0, :count], w[1, :count],
                 w[2, :count], w[3, :count])  # fmt: skip
        first, second, met = w[2 * (k % 2)], w[2 * (k % 2) + 1], buffers.met[k]
        for i in range(through_friends.shape[0]):
            met[u32(through_friends[i])] = buffers.seekers[u32(through_friends[i])]
        _find_friends(offsets, friends, through_friends, first, buffers.start, met)
        _find_friends(offsets, friends, through_friends, second, buffers.start, met)
        _find_others(rules, who, foci, first, buffers, met)


@no_alloc
def _find_others(rules: MeetingRules, who: Acquaintances, foci: Foci, word: Words, buffers: MeetingBuffers,
                 met: Ints) -> None:  # fmt: skip
    """Write whom those seekers meet who do not meet friends of friends; -1 for nobody."""
    seekers, which, ends = buffers.seekers, buffers.which, buffers.ends
    for i in range(ends[WORK], ends[WORK + 1]):
        j = u32(which[i])
        met[j] = i32(_colleague(foci, int(seekers[j]), word[j]))
    for i in range(ends[SCHOOL], ends[SCHOOL + 1]):
        j = u32(which[i])
        home = int(who.at[u32(seekers[j])]) - 1
        met[j] = i32(_schoolmate(who, foci.line, int(seekers[j]), home, rules.catchment, word[j]))
    for i in range(ends[NEIGHBOURS], ends[NEIGHBOURS + 1]):
        j = u32(which[i])
        met[j] = i32(_neighbour(foci.line, int(who.at[u32(seekers[j])]) - 1, rules.near, word[j]))
    for i in range(ends[ANYBODY], ends[ANYBODY + 1]):
        j = u32(which[i])
        met[j] = foci.line[u32(_within(word[j], foci.line.shape[0]))]


@no_alloc
def _find_pairs(met: int, who: Acquaintances, offsets: Ints, friends: Ints, count: int,
                buffers: MeetingBuffers) -> int:  # fmt: skip
    """Write the pairs of which a tie can begin; return their number.

    It can with another living person of another home, with a free place, to whom there is no tie yet. Columns are
    looked up for all pairs before any row of friends is read, so that look-ups in memory overlap.
    """
    found, pairs = 0, buffers.pairs
    for k in range(met):
        for j in range(count):
            person, other = u32(buffers.seekers[j]), buffers.met[k, j]
            later = max(buffers.met[k, min(j + _AHEAD, count - 1)], i32(0))
            fetch(who.household, later)
            fetch(who.room, later)
            fetch(who.bits, later)
            there = u32(max(other, i32(0)))
            can = (who.household[there] != who.household[person]) & (there != person) & (other >= i32(0))
            can &= (who.room[there] != u8(0)) & ((who.bits[there] & _ALIVE) != u32(0))
            pairs.one[found], pairs.other[found], pairs.place[found] = i32(person), other, i32(k * _MOST + j)
            found += int(can)
    kept = 0
    for i in range(found):
        person, other = u32(pairs.one[i]), pairs.other[i]
        known = False
        for place in range(u32(offsets[person]), u32(offsets[person + u32(1)])):
            known |= friends[place] == other
        pairs.one[kept], pairs.other[kept], pairs.place[kept] = i32(person), other, pairs.place[i]
        kept += int(not known)
    return kept


@no_alloc
def _compare(rules: MeetingRules, who: Acquaintances, one: Ints, other: Ints, terms: FloatTable) -> None:
    """Write what the weights of pairs depend on: months between births, wages, and the other terms."""
    alike = rules.similarity.shape[0] > 0
    minority, far, conduct, taste, schooling = rules.decay[3], rules.decay[4], f32(0.0), f32(0.0), f32(0.0)
    if alike:
        conduct, taste, schooling = rules.similarity[0], rules.similarity[1], rules.similarity[2]
    for j in range(one.shape[0]):
        a, b, later = u32(one[j]), u32(other[j]), other[min(j + _AHEAD, one.shape[0] - 1)]
        fetch(who.born, later)
        fetch(who.wage, later)
        fetch(who.region, later)
        fetch(who.trustworthiness, later)
        fetch(who.heterodoxy, later)
        fetch(who.education, later)
        terms[0, j] = f32(i32(who.born[a]) - i32(who.born[b]))
        terms[1, j], terms[2, j] = who.wage[a], who.wage[b]
        terms[3, j] = minority if ((who.bits[a] ^ who.bits[b]) & _MINORITY) != u32(0) else f32(0.0)
        terms[4, j] = far if who.region[a] != who.region[b] else f32(0.0)
        terms[5, j] = abs(who.trustworthiness[a] - who.trustworthiness[b]) * conduct
        terms[6, j] = abs(who.heterodoxy[a] - who.heterodoxy[b]) * taste
        terms[7, j] = abs(f32(who.education[a]) - f32(who.education[b])) * schooling


@no_alloc
def weigh_pairs(rules: MeetingRules, who: Acquaintances, one: Ints, other: Ints, terms: FloatTable,
                weight: Floats) -> None:  # fmt: skip
    """Write the weight of each pair by age, income, minority status, region, and similarity in conduct and taste."""
    _compare(rules, who, one, other, terms)
    by_age, by_income = rules.decay[1], rules.decay[2]
    for j in range(one.shape[0]):
        power = -abs(terms[0, j]) / _YEAR * by_age
        power = power - abs(log(terms[1, j]) - log(terms[2, j])) * by_income
        power = ((power - terms[3, j]) - terms[4, j]) - terms[5, j]
        weight[j] = exp((power - terms[6, j]) - terms[7, j])


@no_alloc
def _weigh(rules: MeetingRules, who: Acquaintances, count: int, found: int, buffers: MeetingBuffers) -> None:
    """Write the weight of everybody met by the first `count` seekers; 0 where no tie can begin."""
    pairs = buffers.pairs
    weigh_pairs(rules, who, pairs.one[:found], pairs.other[:found], pairs.terms, pairs.weight[:found])
    for k in range(rules.met):
        for j in range(count):
            buffers.weight[k, j] = f32(0.0)
    for i in range(found):
        k, j = divmod(int(pairs.place[i]), _MOST)
        buffers.weight[k, j] = pairs.weight[i]


@no_alloc
def _choose(met: IntTable, weight: FloatTable, j: int, count: int, mark: f32) -> i32:
    """Return one of the people met, in proportion to the weights; -1 if nobody has any. `mark`: uniform in [0, 1)."""
    total = f32(0.0)
    for k in range(count):
        total += weight[k, j]
    mark, running, chosen = mark * total, f32(0.0), i32(-1)
    for k in range(count):
        chosen = met[k, j] if (weight[k, j] > f32(0.0)) & (running <= mark) else chosen
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
    found, count, buffers = 0, 0, _buffers()
    for start in range(lo, hi, BLOCK):
        count = _find_seekers(who, start, min(start + BLOCK, hi), buffers.seekers, count)
        if count < BLOCK and start + BLOCK < hi:
            continue
        _find_foci(rules, who, foci, clock, count, buffers)
        _find_people(rules, who, foci, offsets, friends, clock, count, buffers)
        _weigh(rules, who, count, _find_pairs(rules.met, who, offsets, friends, count, buffers), buffers)
        for j in range(count):
            buffers.start[j] = _choose(buffers.met, buffers.weight, j, rules.met, buffers.mark[j])
            fetch(who.score, buffers.start[j])
        for j in range(count):
            person, other = buffers.seekers[j], buffers.start[j]
            choosy = buffers.agree[j] < rules.choosy
            if other >= 0 and not (choosy and far_apart(rules.shun_gap, who.score, int(person), int(other))):
                chosen.first[found], chosen.second[found] = person, other
                found += 1
        count = 0
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
    added, last = 0, one.shape[0] - 1
    for k in range(one.shape[0]):
        a, b, later = one[k], other[k], other[min(k + _AHEAD, last)]
        fetch(room, later)
        fetch_row(offsets, friends, int(later))
        fetch_row(offsets, friends, int(one[min(k + _AHEAD, last)]))
        if a == b or room[a] == u8(0) or room[b] == u8(0):
            continue
        if _take_place(friends[offsets[a] : offsets[a + 1]], b):
            _take_place(friends[offsets[b] : offsets[b + 1]], a)
            room[a] -= u8(1)
            room[b] -= u8(1)
            added += 2
    return added

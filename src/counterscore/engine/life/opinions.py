"""opinions: people change their opinions by what happens to them and to their friends, and by what friends think.

An opinion is stored in 65,535ths. What happened to a person counts in the same month. Every `turn` months a person
talks to friends: their opinions of last month, and whether they were refused or listed, are read from a copy that
`publish` makes before anybody's opinion changes, so neither the order of people nor their partitions matter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, leaf
from counterscore.chance.philox import block
from counterscore.chance.purposes import OPINION
from counterscore.engine.acts.predictors import WHOLE
from counterscore.engine.core.events import (
    CORRECTED,
    HURT,
    NOTIFIED_LISTING,
    NOTIFIED_RECORD,
    NOTIFIED_REFUSAL,
    PASSED,
)
from counterscore.engine.core.plan import OpinionTerms
from counterscore.engine.core.state import Bytes, Longs, Shorts
from counterscore.society.opinions import EVENTS
from counterscore.society.traits import BIT

i32, i64, u8, u16, u32, u64, f32 = np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.float32
_ALIVE, _ADULT = u32(BIT["alive"]), u32(BIT["alive"] | BIT["adult"])
_LISTED, _SCORED = u32(BIT["listed"]), u32(BIT["scored"])
_GRANTED = u8(0)
_ZERO, _ONE, _TWO, _HALF, _STEPS = f32(0.0), f32(1.0), f32(2.0), f32(0.5), f32(65535.0)
# What a person shows to friends is one word: ten bits of each opinion, then a bit for a refusal or a listing, so far
# apart that the words of 255 friends, the most that a row holds, can be added up.
_FEAR, _TRUST, _HIT, _SUM = u64(18), u64(36), u64(54), u64((1 << 18) - 1)
_CELLS = f32(1.0 / 1024.0)
_KINDS = len(EVENTS)
_FLAGS = np.array(  # in the order of EVENTS
    [NOTIFIED_REFUSAL, NOTIFIED_LISTING, PASSED, NOTIFIED_RECORD, CORRECTED, HURT], np.uint8
)
_BYTE, _FOUR_BYTES = u32(255), f32(1.0 / 21845.0**0.5)  # the inverse standard deviation of a sum of four bytes
Shown = np.ndarray[tuple[int], np.dtype[np.uint64]]


class Holders(NamedTuple):
    """The columns of a partition's people that opinions read and write."""

    key: Words
    bits: Words
    event: Bytes
    watched: Floats
    trustworthiness: Floats
    conformity: Floats
    heterodoxy: Floats
    sociability: Floats
    patience: Floats
    skill: Floats
    approval: Shorts
    fear: Shorts
    trust: Shorts


class Surroundings(NamedTuple):
    """What people hear of: friends, the opinions that everybody shows, and everybody's mean of each opinion.

    `shown`: person i is at i + 1, so that a free place in a row of friends, -1, adds nothing.
    """

    offsets: Ints
    friends: Ints
    shown: Shown
    mood: Floats


@leaf
def publish(who: Holders, shown: Shown, sums: Longs) -> None:
    """Write what each person of a partition shows to friends; add to `sums` the opinions of adults, and their number.

    A person shows ten bits of each opinion, and whether they were notified this month of a refusal or an entry on a
    list, or are on a list.
    """
    for j in range(shown.shape[0]):
        hit = ((who.event[j] & NOTIFIED_REFUSAL) != u8(0)) | ((who.bits[j] & _LISTED) != u32(0))
        approval, fear, trust = u64(who.approval[j]), u64(who.fear[j]), u64(who.trust[j])
        both = (approval >> u64(6)) | ((fear >> u64(6)) << _FEAR) | ((trust >> u64(6)) << _TRUST)
        shown[j] = u64(both | (u64(hit) << _HIT))
    for j in range(shown.shape[0]):
        grown = i64((who.bits[j] & _ADULT) == _ADULT)
        sums[0] += grown * i64(who.approval[j])
        sums[1] += grown * i64(who.fear[j])
        sums[2] += grown * i64(who.trust[j])
        sums[3] += grown


@leaf
def mark_passed(judged: Bytes, person: Ints, decision: Bytes, said: Bytes, bits: Words, event: Bytes) -> None:
    """Note for each approval of a request that a gate or list judged that the person passed, if they have a score."""
    for k in range(said.shape[0]):
        one = person[k]
        if said[k] == _GRANTED and judged[decision[k]] != u8(0) and (bits[one] & _SCORED) != u32(0):
            event[one] = u8(event[one] | PASSED)


@inlined
def pull(level: f32, share: f32) -> f32:
    """Return the level after closing a share of its gap: to 1 if the share is positive, to 0 if it is negative."""
    return level + share * (_ONE - level) if share > _ZERO else level + share * level


@inlined
def happened(event: u8, kind: int) -> bool:
    """Return whether something of a kind, its place in EVENTS, happened. An entry on a list is not also a refusal."""
    if kind == 0:
        return bool((event & NOTIFIED_REFUSAL) != u8(0) and (event & NOTIFIED_LISTING) == u8(0))
    return bool((event & _FLAGS[kind]) != u8(0))


@inlined
def own_part(word: u32) -> f32:
    """Return a number with mean 0 and variance 1, close to normal: the sum of the four bytes of a word.

    The inverse of the normal distribution would take longer than all the rest of a talk.
    """
    total = (word & _BYTE) + ((word >> u32(8)) & _BYTE) + ((word >> u32(16)) & _BYTE) + (word >> u32(24))
    return f32(i32(total) - i32(510)) * _FOUR_BYTES


@inlined
def resting(terms: OpinionTerms, who: Holders, j: int, k: int, word: u32) -> f32:
    """Return the resting level of a person's k-th opinion."""
    level = terms.level[k] + terms.own[k] * own_part(word)
    level = level + terms.traits[k, 0] * who.trustworthiness[j]
    level = level + terms.traits[k, 1] * who.conformity[j]
    level = level + terms.traits[k, 2] * who.heterodoxy[j]
    level = level + terms.traits[k, 3] * who.sociability[j]
    level = level + terms.traits[k, 4] * who.patience[j]
    level = level + terms.traits[k, 5] * who.skill[j]
    return min(max(level, _ZERO), _ONE)


@inlined
def after_events(terms: OpinionTerms, event: u8, k: int, level: f32) -> f32:
    """Return the k-th opinion after everything that happened to the person this month."""
    for kind in range(_KINDS):
        if happened(event, kind):
            level = pull(level, terms.moves[k, kind])
    return level


@inlined
def after_talk(
    terms: OpinionTerms, level: f32, k: int, heard: tuple[i64, i64, i64], watched: f32, tilt: f32, mood: f32, rest: f32
) -> f32:
    """Return the k-th opinion after a talk with friends.

    `heard`: number of friends, of those refused or listed, and the sum of their opinions in 1024ths. `tilt`: factor on
    the friends' pull. `rest`: the resting level.
    """
    number, hit, total = heard
    level = pull(level, terms.watched[k] * watched)
    if number > i64(0):
        level = pull(level, terms.hit[k] * (f32(hit) / f32(number)))
        mean = (f32(total) / f32(number) + _HALF) * _CELLS
        level = level + min(terms.friends[k] * tilt, _ONE) * (mean - level)
    level = level + terms.mood[k] * (mood - level)
    return level + terms.settles[k] * (rest - level)


@inlined
def _stored(level: f32) -> u16:
    return u16(min(max(level, _ZERO), _ONE) * _STEPS + _HALF)


@inlined
def _without_talk(terms: OpinionTerms, who: Holders, j: int, event: u8) -> None:
    who.approval[j] = _stored(after_events(terms, event, 0, f32(who.approval[j]) * WHOLE))
    who.fear[j] = _stored(after_events(terms, event, 1, f32(who.fear[j]) * WHOLE))
    who.trust[j] = _stored(after_events(terms, event, 2, f32(who.trust[j]) * WHOLE))


@inlined
def _with_talk(
    terms: OpinionTerms, who: Holders, j: int, event: u8, row: Ints, around: Surroundings, words: tuple[u32, u32, u32]
) -> None:
    number, total = i64(0), u64(0)
    for place in range(row.shape[0]):
        total += around.shown[row[place] + 1]
        number += i64(row[place] >= 0)
    first, second = i64(total & _SUM), i64((total >> _FEAR) & _SUM)
    third, hit = i64((total >> _TRUST) & _SUM), i64(total >> _HIT)
    watched, tilt = who.watched[j], min(max(_ONE + terms.norm * who.conformity[j], _ZERO), _TWO)
    a = after_events(terms, event, 0, f32(who.approval[j]) * WHOLE)
    b = after_events(terms, event, 1, f32(who.fear[j]) * WHOLE)
    c = after_events(terms, event, 2, f32(who.trust[j]) * WHOLE)
    rest_a = resting(terms, who, j, 0, words[0])
    rest_b = resting(terms, who, j, 1, words[1])
    rest_c = resting(terms, who, j, 2, words[2])
    who.approval[j] = _stored(after_talk(terms, a, 0, (number, hit, first), watched, tilt, around.mood[0], rest_a))
    who.fear[j] = _stored(after_talk(terms, b, 1, (number, hit, second), watched, tilt, around.mood[1], rest_b))
    who.trust[j] = _stored(after_talk(terms, c, 2, (number, hit, third), watched, tilt, around.mood[2], rest_c))


@leaf
def update(terms: OpinionTerms, who: Holders, around: Surroundings, lo: int, tick: int, people_seed: np.uint64) -> None:
    """Update the opinions of a partition's living people, whose first id is `lo`."""
    k0, k1 = u32(people_seed), u32(u64(people_seed) >> u64(32))
    turn, place = i64(terms.turn), (i64(lo) + i64(tick)) % i64(terms.turn)
    for j in range(who.bits.shape[0]):
        event, talks = who.event[j], place == i64(0)
        place = i64(0) if place + i64(1) == turn else place + i64(1)  # a division for everybody would take longer
        if (who.bits[j] & _ALIVE) == u32(0) or (event == u8(0) and not talks):
            continue
        if talks:
            row = around.friends[around.offsets[lo + j] : around.offsets[lo + j + 1]]
            w0, w1, w2, _ = block(u32(who.key[j]), u32(0), u32(OPINION), u32(0), k0, k1)
            _with_talk(terms, who, j, event, row, around, (w0, w1, w2))
        else:
            _without_talk(terms, who, j, event)


@leaf
def rest(terms: OpinionTerms, who: Holders, people_seed: np.uint64) -> None:
    """Set everybody's opinions to their resting levels."""
    k0, k1 = u32(people_seed), u32(u64(people_seed) >> u64(32))
    for j in range(who.bits.shape[0]):
        w0, w1, w2, _ = block(u32(who.key[j]), u32(0), u32(OPINION), u32(0), k0, k1)
        who.approval[j] = _stored(resting(terms, who, j, 0, w0))
        who.fear[j] = _stored(resting(terms, who, j, 1, w1))
        who.trust[j] = _stored(resting(terms, who, j, 2, w2))

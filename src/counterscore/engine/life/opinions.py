"""opinions: people change their opinions by what happens to them and to their friends, and by what friends think.

An opinion is stored in 65,535ths. What happened to a person counts in the same month. Every `turn` months a person
talks to friends: their opinions of last month, and whether they were refused or listed, are read from a copy that
`publish` makes before anybody's opinion changes, so neither the order of people nor their partitions matter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.ahead import fetch
from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, leaf, maker, no_alloc, runtime_int
from counterscore.chance.philox import fill
from counterscore.chance.purposes import OPINION
from counterscore.engine.acts.predictors import WHOLE
from counterscore.engine.core.buffers import floats, ints, words
from counterscore.engine.core.events import (
    CORRECTED,
    HURT,
    NOTIFIED_LISTING,
    NOTIFIED_RECORD,
    NOTIFIED_REFUSAL,
    PASSED,
)
from counterscore.engine.core.plan import OpinionTerms
from counterscore.engine.core.state import Bytes, Longs, Shorts, WordTable
from counterscore.engine.life.ties import fetch_row
from counterscore.society.opinions import EVENTS
from counterscore.society.traits import BIT, TRAITS

i32, i64, u8, u16, u32, u64, f32 = np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.float32
_ALIVE, _ADULT = u32(BIT["alive"]), u32(BIT["alive"] | BIT["adult"])
_LISTED, _SCORED = u32(BIT["listed"]), u32(BIT["scored"])
_GRANTED = u8(0)
_ZERO, _ONE, _TWO, _HALF, _STEPS = f32(0.0), f32(1.0), f32(2.0), f32(0.5), f32(65535.0)
# What a person shows to friends is one word: ten bits of each opinion, then a bit for a refusal or a listing, so far
# apart that the words of 255 friends, the most that a row holds, can be added up.
_FEAR, _TRUST, _HIT, _SUM = u64(18), u64(36), u64(54), u64((1 << 18) - 1)
_CELLS = f32(1.0 / 1024.0)
_KINDS, _TRAITS = len(EVENTS), len(TRAITS)
BLOCK = 2048
_ROWS_AHEAD, _SHOWN_AHEAD = 16, 3  # people whose rows, and whose friends, are asked for before they are read
_FAR = 250_000  # of so many people, what they show is not in the nearer caches
Table = np.ndarray[tuple[int, int], np.dtype[np.float32]]
# Of the bits in the first, an event of each kind, in the order of EVENTS, has those in the second. An entry on a list
# is not also a refusal.
_AMONG = np.array(
    [NOTIFIED_REFUSAL | NOTIFIED_LISTING, NOTIFIED_LISTING, PASSED, NOTIFIED_RECORD, CORRECTED, HURT], np.uint8
)
_FLAGS = np.array([NOTIFIED_REFUSAL, NOTIFIED_LISTING, PASSED, NOTIFIED_RECORD, CORRECTED, HURT], np.uint8)
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
    approvals, fears, trusts, adults = i64(0), i64(0), i64(0), i64(0)
    for j in range(shown.shape[0]):
        grown = i64((who.bits[j] & _ADULT) == _ADULT)
        approvals += grown * i64(who.approval[j])
        fears += grown * i64(who.fear[j])
        trusts += grown * i64(who.trust[j])
        adults += grown
    sums[0] += approvals
    sums[1] += fears
    sums[2] += trusts
    sums[3] += adults


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
def own_part(word: u32) -> f32:
    """Return a number with mean 0 and variance 1, close to normal: the sum of the four bytes of a word.

    The inverse of the normal distribution would take longer than all the rest of a talk.
    """
    total = (word & _BYTE) + ((word >> u32(8)) & _BYTE) + ((word >> u32(16)) & _BYTE) + (word >> u32(24))
    return f32(i32(total) - i32(510)) * _FOUR_BYTES


@inlined
def _stored(level: f32) -> u16:
    return u16(min(max(level, _ZERO), _ONE) * _STEPS + _HALF)


@no_alloc
def after_events(terms: OpinionTerms, k: int, event: Bytes, level: Floats) -> None:
    """Change the k-th opinion of each person by everything that happened to the person this month."""
    for kind in range(_KINDS):
        share, among, flag = terms.moves[k, kind], _AMONG[kind], _FLAGS[kind]
        if share > _ZERO:
            for j in range(level.shape[0]):
                moved = level[j] + share * (_ONE - level[j])
                level[j] = moved if (event[j] & among) == flag else level[j]
        elif share < _ZERO:
            for j in range(level.shape[0]):
                moved = level[j] + share * level[j]
                level[j] = moved if (event[j] & among) == flag else level[j]


@no_alloc
def resting(terms: OpinionTerms, k: int, words: Words, traits: Table, level: Floats) -> None:
    """Write the resting level of each person's k-th opinion. `traits`: in the order of TRAITS."""
    base, own = terms.level[k], terms.own[k]
    for j in range(level.shape[0]):
        level[j] = base + own * own_part(words[j])
    for trait in range(terms.traits.shape[1]):
        part, row = terms.traits[k, trait], u32(trait)
        for j in range(level.shape[0] if part != _ZERO else 0):
            level[j] = level[j] + part * traits[row, j]
    for j in range(level.shape[0]):
        level[j] = min(max(level[j], _ZERO), _ONE)


class Talks(NamedTuple):
    """Scratch buffers for the people of a block: their events and opinions. For those who talk: their places and keys,
    words and traits; the number of friends, how many of these were hit, and the sum of their opinions.
    """

    event: Bytes
    level: Floats
    rest: Floats
    which: Ints
    key: Words
    words: WordTable
    traits: Table
    watched: Floats
    number: Floats
    hit: Floats
    total: Table


@maker
def _buffers() -> Talks:
    return Talks(
        event=np.empty(BLOCK, np.uint8), level=floats(BLOCK), rest=floats(BLOCK), which=ints(BLOCK + 1),
        key=words(BLOCK), words=words(4 * BLOCK).reshape(4, BLOCK),
        traits=floats(_TRAITS * BLOCK).reshape(_TRAITS, BLOCK), watched=floats(BLOCK), number=floats(BLOCK),
        hit=floats(BLOCK), total=floats(3 * BLOCK).reshape(3, BLOCK),
    )  # fmt: skip


@no_alloc
def _without_talk(terms: OpinionTerms, k: int, bits: Words, event: Bytes, opinion: Shorts, level: Floats) -> None:
    """Change the k-th opinion of the living of a block by what happened to them."""
    for j in range(level.shape[0]):
        level[j] = f32(opinion[j]) * WHOLE
    after_events(terms, k, event, level)
    for j in range(level.shape[0]):
        moves = ((bits[j] & _ALIVE) != u32(0)) & (event[j] != u8(0))
        opinion[j] = _stored(level[j]) if moves else opinion[j]


@no_alloc
def _find_talkers(bits: Words, first: int, turn: int, which: Ints) -> int:
    """Write the places of the living whose turn it is; return their number. `first`: the place of the first turn."""
    count = 0
    for j in range(first, bits.shape[0], turn):
        which[count] = i32(j)
        count += int((bits[j] & _ALIVE) != u32(0))
    return count


@no_alloc
def _fetch_friends(around: Surroundings, person: int) -> None:
    """Ask for what the friends of a person show, which will be read soon."""
    for place in range(u32(around.offsets[person]), u32(around.offsets[person + 1])):
        fetch(around.shown, around.friends[place] + i32(1))


@no_alloc
def _hear(around: Surroundings, who: Holders, lo: int, n: int, talks: Talks) -> None:
    """Write what the `n` people who talk hear from friends, and what else a talk depends on. `lo`: the first id."""
    far = around.shown.shape[0] > _FAR
    for i in range(n):
        fetch_row(around.offsets, around.friends, lo + int(talks.which[min(i + _ROWS_AHEAD, n - 1)]))
        if far:
            _fetch_friends(around, lo + int(talks.which[min(i + _SHOWN_AHEAD, n - 1)]))
        j = u32(talks.which[i])
        begin, end = around.offsets[u32(lo) + j], around.offsets[u32(lo) + j + u32(1)]
        number, total = i32(0), u64(0)
        for place in range(u32(begin), u32(end)):
            friend = around.friends[place]
            total += around.shown[u32(friend + i32(1))]
            number += i32(friend >= i32(0))
        talks.number[i], talks.hit[i] = f32(number), f32(i64(total >> _HIT))
        talks.total[0, i], talks.total[1, i] = f32(i64(total & _SUM)), f32(i64((total >> _FEAR) & _SUM))
        talks.total[2, i] = f32(i64((total >> _TRUST) & _SUM))
    for i in range(n):
        j = u32(talks.which[i])
        talks.key[i], talks.watched[i] = who.key[j], who.watched[j]
        talks.traits[0, i], talks.traits[1, i] = who.trustworthiness[j], who.conformity[j]
        talks.traits[2, i], talks.traits[3, i] = who.heterodoxy[j], who.sociability[j]
        talks.traits[4, i], talks.traits[5, i] = who.patience[j], who.skill[j]


@no_alloc
def _talk(terms: OpinionTerms, k: int, mood: f32, talks: Talks, n: int) -> None:
    """Write the k-th opinion of `n` people after a talk with friends in the place of its resting level.

    Friends pull more strongly on those who conform.
    """
    level, rest, total = talks.level, talks.rest, talks.total[k]
    seen, struck, friends, near, settles = (
        terms.watched[k], terms.hit[k], terms.friends[k], terms.mood[k], terms.settles[k],
    )  # fmt: skip
    for i in range(n):
        before = pull(level[i], seen * talks.watched[i])
        number = max(talks.number[i], _ONE)
        after = pull(before, struck * (talks.hit[i] / number))
        tilt = min(max(_ONE + terms.norm * talks.traits[1, i], _ZERO), _TWO)
        mean = (total[i] / number + _HALF) * _CELLS
        after = after + min(friends * tilt, _ONE) * (mean - after)
        after = after if talks.number[i] > _ZERO else before
        after = after + near * (mood - after)
        rest[i] = after + settles * (rest[i] - after)


@no_alloc
def _with_talk(terms: OpinionTerms, k: int, mood: f32, opinion: Shorts, talks: Talks, n: int) -> None:
    """Write to `talks.rest` the k-th opinion of the `n` people who talk, after what happened to them."""
    level = talks.level[:n]
    for i in range(n):
        level[i] = f32(opinion[u32(talks.which[i])]) * WHOLE
    after_events(terms, k, talks.event[:n], level)
    resting(terms, k, talks.words[k], talks.traits, talks.rest[:n])
    _talk(terms, k, mood, talks, n)


@no_alloc
def _update_block(
    terms: OpinionTerms, who: Holders, around: Surroundings, lo: int, first: int, seed: np.uint64, talks: Talks
) -> None:
    """Update the opinions of a block of people, whose first id is `lo`; `first`: the place of the first who talks."""
    n = _find_talkers(who.bits, first, int(terms.turn), talks.which)
    _hear(around, who, lo, n, talks)
    w = talks.words
    fill(talks.key[:n], 0, int(OPINION), runtime_int(0), seed, w[0, :n], w[1, :n], w[2, :n], w[3, :n])
    for i in range(n):
        talks.event[i] = who.event[u32(talks.which[i])]
    for k in range(3):
        opinion = who.approval if k == 0 else (who.fear if k == 1 else who.trust)
        _with_talk(terms, k, around.mood[k], opinion, talks, n)
        _without_talk(terms, k, who.bits, who.event, opinion, talks.level[: opinion.shape[0]])
        for i in range(n):
            opinion[u32(talks.which[i])] = _stored(talks.rest[i])


@kernel
def update(terms: OpinionTerms, who: Holders, around: Surroundings, lo: int, tick: int, people_seed: np.uint64) -> None:
    """Update the opinions of a partition's living people, whose first id is `lo`.

    What happened is applied to a whole block, in loops that vectorise; then those who talk are written over it.
    """
    talks, people, turn = _buffers(), who.bits.shape[0], int(terms.turn)
    for start in range(0, people, BLOCK):
        end = min(start + BLOCK, people)
        first = (-(lo + start + tick)) % turn
        _update_block(terms, _cut(who, start, end), around, lo + start, first, people_seed, talks)


@maker
def _cut(who: Holders, lo: int, hi: int) -> Holders:
    return Holders(
        key=who.key[lo:hi], bits=who.bits[lo:hi], event=who.event[lo:hi], watched=who.watched[lo:hi],
        trustworthiness=who.trustworthiness[lo:hi], conformity=who.conformity[lo:hi],
        heterodoxy=who.heterodoxy[lo:hi], sociability=who.sociability[lo:hi], patience=who.patience[lo:hi],
        skill=who.skill[lo:hi], approval=who.approval[lo:hi], fear=who.fear[lo:hi], trust=who.trust[lo:hi],
    )  # fmt: skip


@kernel
def rest(terms: OpinionTerms, who: Holders, people_seed: np.uint64) -> None:
    """Set everybody's opinions to their resting levels."""
    talks, people = _buffers(), who.bits.shape[0]
    for lo in range(0, people, BLOCK):
        n = min(BLOCK, people - lo)
        _rest_block(terms, _cut(who, lo, lo + n), people_seed, n, talks)


@no_alloc
def _rest_block(terms: OpinionTerms, who: Holders, seed: np.uint64, n: int, talks: Talks) -> None:
    w, traits = talks.words, talks.traits
    fill(who.key, 0, int(OPINION), runtime_int(0), seed, w[0, :n], w[1, :n], w[2, :n], w[3, :n])
    for j in range(n):
        traits[0, j], traits[1, j], traits[2, j] = who.trustworthiness[j], who.conformity[j], who.heterodoxy[j]
        traits[3, j], traits[4, j], traits[5, j] = who.sociability[j], who.patience[j], who.skill[j]
    for k in range(3):
        opinion = who.approval if k == 0 else (who.fear if k == 1 else who.trust)
        resting(terms, k, w[k], traits, talks.rest[:n])
        for j in range(n):
            opinion[j] = _stored(talks.rest[j])

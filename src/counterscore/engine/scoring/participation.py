"""Joining and leaving: while participation is voluntary, who has a score with whom, and what a perk does in a queue.

People join because a perk is of use to them and because friends have joined; they leave an operator that opens nothing
to them, if they can pay what it takes and their friends do not keep them. Everybody decides on what was settled before:
who was a member at the end of last month.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, no_alloc, runtime_int
from counterscore.chance.maths import unit
from counterscore.chance.philox import fill
from counterscore.chance.purposes import JOIN
from counterscore.engine.access.verdict import passes
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import EnrolmentTerms, Perks, Scale
from counterscore.engine.core.state import Bytes, Longs, Months
from counterscore.society.traits import BIT

i32, i64, u32, u8, f32 = np.int32, np.int64, np.uint32, np.uint8, np.float32
_ALIVE, _SCORED = u32(BIT["alive"]), u32(BIT["scored"])
BLOCK = 512
_ZERO, _ONE = f32(0.0), f32(1.0)
_LOW, _TOP = i64(0xFFFF), i64(65535)


class Movers(NamedTuple):
    """The columns, of the people of a partition, by which they come and go."""

    key: Words
    born: Months
    bits: Words
    wage: Floats
    wealth: Floats


class MemberColumns(NamedTuple):
    """What an operator holds of the people of a partition."""

    score: Ints
    wrong: Ints
    correction: Bytes


class Enrolled(NamedTuple):
    """The columns, of the people of a partition, that say who is scored by an operator."""

    born: Months
    joined: Bytes
    before: Ints
    bits: Words


class VoluntaryOperator(NamedTuple):
    """An operator while people may join and leave it, in its `place` among those in force."""

    place: int
    scale: Scale
    perks: Perks
    terms: EnrolmentTerms


class Circle(NamedTuple):
    """Everybody's friends, and the operators that everybody had joined at the end of last month."""

    joined: Bytes
    offsets: Ints
    friends: Ints


@kernel
def admit_members(scale: Scale, bit: int, month: int, who: Enrolled, last: Ints) -> None:
    """Write the rung before of whom an operator scores, 0 for the others; mark them as scored besides who is already.

    `bit`: the members' bit in `joined`, 0 where everybody of age has a score. Whoever had none starts at the base.
    """
    for j in range(last.shape[0]):
        old_enough = i32(month) - i32(who.born[j]) >= scale.from_age
        counted = ((who.bits[j] & _ALIVE) != u32(0)) & old_enough & ((i64(who.joined[j]) & i64(bit)) == i64(bit))
        last[j] = (who.before[j] if who.before[j] > i32(0) else scale.base) if counted else i32(0)
        who.bits[j] = u32(who.bits[j] | (_SCORED if counted else u32(0)))


@no_alloc
def friends_in(row: Ints, joined: Bytes, place: int) -> f32:
    """Share of one's friends who have joined; 0 without friends."""
    friends, inside = 0, 0
    for t in range(row.shape[0]):
        if row[t] >= i32(0):
            friends += 1
            inside += (i64(joined[row[t]]) >> place) & 1
    return f32(inside) / f32(friends) if friends > 0 else _ZERO


@inlined
def reached(terms: EnrolmentTerms, bits: u32) -> bool:
    """Whether some source of the operator can see the person at all."""
    found = False
    for p in range(terms.reached.shape[0]):
        found |= (bits & terms.reached[p]) == terms.reached[p]
    return found


@inlined
def of_use(perks: Perks, bits: u32) -> f32:
    """Share of the operator's perks that the person has a use for now."""
    count, useful = perks.needs.shape[0], 0
    for p in range(count):
        both = u32(perks.needs[p] | perks.excludes[p])
        useful += (bits & both) == perks.needs[p]
    return f32(useful) / f32(count) if count > 0 else _ZERO


@inlined
def opened(perks: Perks, score: i32) -> bool:
    """Whether the score opens any of the perks."""
    found = False
    for p in range(perks.line.shape[0]):
        found |= passes(score, perks.line[p])
    return found


@inlined
def leaves(perks: Perks, terms: EnrolmentTerms, who: Movers, one: int, score: i32, inside: f32, draw: f32) -> bool:
    """Whether a member leaves: to whom the score opens nothing, who can pay, and whom friends do not keep."""
    stays = opened(perks, score) or who.wealth[one] < terms.cost * who.wage[one]
    return bool((not stays) and draw < terms.leaving * (_ONE - inside))


@inlined
def joins(perks: Perks, terms: EnrolmentTerms, bits: u32, inside: f32, draw: f32) -> bool:
    """Whether somebody joins: whom the operator reaches, for perks that are of use and because of friends inside."""
    return bool(reached(terms, bits) and draw < terms.by_perks * of_use(perks, bits) + terms.by_friends * inside)


@kernel
def decide(
    operator: VoluntaryOperator,
    who: Movers,
    members: MemberColumns,
    circle: Circle,
    after: Bytes,
    lo: int,
    clock: Clock,
    moved: Longs,
) -> None:
    """Let the people of a partition, whose first is `lo`, join or leave an operator.

    `after`: the memberships of the partition from next month on, changed here as are wealth and what the operator
    `members` of who leaves. `moved` counts who joined and who left.
    """
    terms, perks, place = operator.terms, operator.perks, operator.place
    words, people, bit = np.empty((4, BLOCK), np.uint32), after.shape[0], u8(1 << place)
    most = terms.by_perks + terms.by_friends
    for start in range(0, people, BLOCK):
        end = min(start + BLOCK, people)
        n = end - start
        fill(
            who.key[start:end], clock.tick, int(JOIN), runtime_int(0), clock.seed,
            words[0, :n], words[1, :n], words[2, :n], words[3, :n],
        )  # fmt: skip
        for j in range(n):
            one, draw = start + j, unit(words[place, j])
            if (who.bits[one] & _ALIVE) == u32(0):
                after[one] = u8(0)
                continue
            member = (circle.joined[lo + one] & bit) != u8(0)
            if draw >= (terms.leaving if member else most):  # whatever their perks and friends are: so it is for most
                continue
            row = circle.friends[circle.offsets[lo + one] : circle.offsets[lo + one + 1]]
            inside = friends_in(row, circle.joined, place)
            if member and leaves(perks, terms, who, one, members.score[one], inside, draw):
                after[one] = u8(after[one] & ~bit)
                who.wealth[one] -= terms.cost * who.wage[one]
                members.score[one], members.wrong[one], members.correction[one] = i32(0), i32(0), u8(0)
                moved[1] += 1
            old_enough = i32(clock.month) - i32(who.born[one]) >= operator.scale.from_age
            if not member and old_enough and joins(perks, terms, who.bits[one], inside, draw):
                after[one] = u8(after[one] | bit)
                moved[0] += 1


@kernel
def notice(noticing: f32, visible: Floats, joined: Bytes, watched: Floats) -> None:
    """Members come to know what the sources of their operators see; `visible`: share of kinds of act, by operator."""
    for j in range(watched.shape[0]):
        seen = _ZERO
        for place in range(visible.shape[0]):
            seen += visible[place] if (joined[j] >> u8(place)) & u8(1) else _ZERO
        watched[j] = min(watched[j] + noticing * seen, _ONE)


@kernel
def raise_keys(perks: Perks, p: int, score: Ints, judged: Ints, key: Words) -> None:
    """Move up in the queue for what perk `p` eases whoever stands, or has a guardian who stands, high enough for it.

    `judged`: who is judged for each request of the queue. Who was refused by a gate (key 0) stays refused.
    """
    for k in range(key.shape[0]):
        if key[k] > u32(0) and passes(i32(score[judged[k]]), perks.line[p]):
            index = min((i64(key[k]) >> i64(16)) + perks.ease[p], _TOP)
            key[k] = u32((index << i64(16)) | (i64(key[k]) & _LOW))

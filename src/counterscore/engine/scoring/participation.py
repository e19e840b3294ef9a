"""Voluntary participation: who joins and leaves an operator, whom it scores, and how perks move people up a queue.

People join for perks that they can use, and because friends have joined. They leave an operator whose perks their score
does not open, if they can afford to; friends who are members make leaving less likely. All decisions depend on the
memberships at the end of last month, so their order does not matter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, no_alloc, runtime_int
from counterscore.chance.maths import unit
from counterscore.chance.philox import fill
from counterscore.chance.purposes import JOIN
from counterscore.engine.access.verdict import passes
from counterscore.engine.acts.predictors import WHOLE
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import EnrolmentTerms, Perks, Scale
from counterscore.engine.core.state import Bytes, Longs, Months, Shorts
from counterscore.society.traits import BIT

i32, i64, u32, u8, f32 = np.int32, np.int64, np.uint32, np.uint8, np.float32
_ALIVE, _SCORED = u32(BIT["alive"]), u32(BIT["scored"])
BLOCK = 512
_ZERO, _ONE = f32(0.0), f32(1.0)
_LOW, _TOP = i64(0xFFFF), i64(65535)


class Movers(NamedTuple):
    """The columns of a partition's people on which joining and leaving depend."""

    key: Words
    born: Months
    bits: Words
    wage: Floats
    wealth: Floats
    approval: Shorts


class MemberColumns(NamedTuple):
    """An operator's columns for the people of a partition: rung, false records in thousandths, pending corrections."""

    score: Ints
    wrong: Ints
    correction: Bytes


class Enrolled(NamedTuple):
    """The columns of a partition's people that decide whom an operator scores."""

    born: Months
    joined: Bytes
    before: Ints
    bits: Words


class VoluntaryOperator(NamedTuple):
    """An operator that people may join and leave. `place`: its index among the operators in force."""

    place: int
    scale: Scale
    perks: Perks
    terms: EnrolmentTerms


class Circle(NamedTuple):
    """The friends of all people, and their memberships at the end of last month (one bit per operator)."""

    joined: Bytes
    offsets: Ints
    friends: Ints


@kernel
def admit_members(scale: Scale, bit: int, month: int, who: Enrolled, last: Ints) -> None:
    """Write last month's rung of each person whom an operator scores, 0 for others, and set the bit `scored` for them.

    `bit`: the operator's bit in `joined`; 0 if participation is mandatory. People without a score start at the base.
    """
    for j in range(last.shape[0]):
        old_enough = i32(month) - i32(who.born[j]) >= scale.from_age
        counted = ((who.bits[j] & _ALIVE) != u32(0)) & old_enough & ((i64(who.joined[j]) & i64(bit)) == i64(bit))
        last[j] = (who.before[j] if who.before[j] > i32(0) else scale.base) if counted else i32(0)
        who.bits[j] = u32(who.bits[j] | (_SCORED if counted else u32(0)))


@no_alloc
def friends_in(row: Ints, joined: Bytes, place: int) -> f32:
    """Return the share of a person's friends who are members; 0 without friends."""
    friends, inside = 0, 0
    for t in range(row.shape[0]):
        if row[t] >= i32(0):
            friends += 1
            inside += (i64(joined[row[t]]) >> place) & 1
    return f32(inside) / f32(friends) if friends > 0 else _ZERO


@inlined
def reached(terms: EnrolmentTerms, bits: u32) -> bool:
    """Return whether any of the operator's sources covers the person."""
    found = False
    for p in range(terms.reached.shape[0]):
        found |= (bits & terms.reached[p]) == terms.reached[p]
    return found


@inlined
def of_use(perks: Perks, bits: u32) -> f32:
    """Return the share of the operator's perks that the person can use now."""
    count, useful = perks.needs.shape[0], 0
    for p in range(count):
        both = u32(perks.needs[p] | perks.excludes[p])
        useful += (bits & both) == perks.needs[p]
    return f32(useful) / f32(count) if count > 0 else _ZERO


@inlined
def opened(perks: Perks, score: i32) -> bool:
    """Return whether the score is high enough for any of the perks."""
    found = False
    for p in range(perks.line.shape[0]):
        found |= passes(score, perks.line[p])
    return found


@inlined
def leaves(perks: Perks, terms: EnrolmentTerms, who: Movers, one: int, score: i32, inside: f32, draw: f32) -> bool:
    """Return whether a member leaves: the score opens no perk, the member can pay, and the draw is low enough."""
    stays = opened(perks, score) or who.wealth[one] < terms.cost * who.wage[one]
    return bool((not stays) and draw < terms.leaving * (_ONE - inside))


@inlined
def joins(perks: Perks, terms: EnrolmentTerms, bits: u32, inside: f32, eager: f32, draw: f32) -> bool:
    """Return whether a person joins: a source covers the person, and the draw is below the chance x `eager`."""
    chance = (terms.by_perks * of_use(perks, bits) + terms.by_friends * inside) * eager
    return bool(reached(terms, bits) and draw < chance)


@inlined
def eagerness(terms: EnrolmentTerms, who: Movers, one: int) -> f32:
    """Return how much more often a person joins because of approval, as a factor."""
    if terms.by_approval == _ZERO:
        return _ONE
    felt = f32(who.approval[one]) * WHOLE
    return _ONE + terms.by_approval * (felt + felt - _ONE)


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
    """Let the people of a partition, whose first id is `lo`, join or leave an operator.

    `after`: the memberships of the partition from next month on. Update them, and for leavers also their wealth and
    their entries in `members`; add the numbers of people who joined and left to `moved`.
    """
    terms, perks, place = operator.terms, operator.perks, operator.place
    words, people, bit = np.empty((4, BLOCK), np.uint32), after.shape[0], u8(1 << place)
    most = (terms.by_perks + terms.by_friends) * (_ONE + abs(terms.by_approval))
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
            if draw >= (terms.leaving if member else most):  # perks and friends cannot change this outcome
                continue
            row = circle.friends[circle.offsets[lo + one] : circle.offsets[lo + one + 1]]
            inside = friends_in(row, circle.joined, place)
            if member and leaves(perks, terms, who, one, members.score[one], inside, draw):
                after[one] = u8(after[one] & ~bit)
                who.wealth[one] -= terms.cost * who.wage[one]
                members.score[one], members.wrong[one], members.correction[one] = i32(0), i32(0), u8(0)
                moved[1] += 1
            old_enough = i32(clock.month) - i32(who.born[one]) >= operator.scale.from_age
            eager = eagerness(terms, who, one)
            if not member and old_enough and joins(perks, terms, who.bits[one], inside, eager, draw):
                after[one] = u8(after[one] | bit)
                moved[0] += 1


@kernel
def notice(noticing: f32, visible: Floats, joined: Bytes, watched: Floats) -> None:
    """Raise members' belief that they are watched. `visible`: by operator, the share of activities its sources see."""
    for j in range(watched.shape[0]):
        seen = _ZERO
        for place in range(visible.shape[0]):
            seen += visible[place] if (joined[j] >> u8(place)) & u8(1) else _ZERO
        watched[j] = min(watched[j] + noticing * seen, _ONE)


@kernel
def raise_keys(perks: Perks, p: int, score: Ints, judged: Ints, key: Words) -> None:
    """Move requests up the queue of the decision that perk `p` eases, if the score of the person judged is high enough.

    `judged`: for each request, who is judged: the person, or a child's guardian. A refused request stays refused.
    """
    for k in range(key.shape[0]):
        if key[k] > u32(0) and passes(i32(score[judged[k]]), perks.line[p]):
            index = min((i64(key[k]) >> i64(16)) + perks.ease[p], _TOP)
            key[k] = u32((index << i64(16)) | (i64(key[k]) & _LOW))

"""Moving: people go to another region, or from country to town and back, alone or with their family.

An exchange on one thread, in the order of ids. Ties, jobs and contracts are kept. A person who is taken along does not
decide in the same month.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.philox import block
from counterscore.chance.purposes import MOVE
from counterscore.engine.core.plan import LifeCourse
from counterscore.engine.core.state import Bytes
from counterscore.engine.life.course import find_minors, place
from counterscore.society.traits import BIT

u8, u32, u64, i32 = np.uint8, np.uint32, np.uint64, np.int32
_URBAN = u32(BIT["urban"])
_OWNER, _TENANT, _NONE = u32(BIT["home-owner"]), u32(BIT["tenant"]), u32(0)


class Migrants(NamedTuple):
    """The columns of all people that a move changes."""

    key: Words
    bits: Words
    region: Bytes
    pay: Floats
    household: Ints
    guardian: Ints
    spouse: Ints


class Trip(NamedTuple):
    """What became of those who decided to move, one entry each: the place they left, the place they went to (-1 if they
    did not go), their new household, and 1 for people who left their spouse and children behind.
    """

    origin: Ints
    target: Ints
    household: Ints
    alone: Ints


def no_trips(count: int) -> Trip:
    """Return room for the trips of so many people, none of whom has gone yet."""
    return Trip(*(np.full(count, -1, np.int32) for _ in Trip._fields))


@inlined
def _go(
    course: LifeCourse, who: Migrants, person: int, origin: int, target: int, household: int, gives_up: u32
) -> None:
    """Move one person to a place and a household; the states in `gives_up` end, and the income follows the place."""
    who.region[person] = u8(target // 2)
    bits = u32(who.bits[person] & ~gives_up)
    who.bits[person] = u32((bits & ~_URBAN) | (_URBAN if target % 2 == 1 else _NONE))
    who.household[person] = i32(household)
    who.pay[person] = who.pay[person] * course.gain[origin, target]


@inlined
def _choose(course: LifeCourse, origin: int, word: u32) -> int:
    target = 0
    while target < course.target.shape[1] - 1 and word >= course.target[origin, target]:
        target += 1
    return target


@kernel
def move(
    course: LifeCourse, who: Migrants, movers: Ints, went: Ints, trip: Trip, tick: int, seed: np.uint64, households: int
) -> int:  # fmt: skip
    """Move these adults, by id, with or without their spouses; return the number of households.

    `went`: zeros, one a person: written is the index of the mover, plus 1, for the mover and for the spouse who goes
    along. People taken along by their spouse are passed over.
    """
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for k in range(movers.shape[0]):
        one = int(movers[k])
        origin = place(who.region[one], who.bits[one])
        w0, w1, _, _ = block(who.key[one], u32(tick), u32(MOVE), u32(0), k0, k1)
        target = _choose(course, origin, w0)
        if went[one] > i32(0) or target == origin:
            continue
        other = int(who.spouse[one] - i32(1))
        together = other >= 0 and who.household[other] == who.household[one] and went[other] == i32(0)
        alone = together and w1 >= course.family
        trip.origin[k], trip.target[k] = i32(origin), i32(target)
        trip.household[k], trip.alone[k] = i32(households), i32(alone)
        went[one] = i32(k + 1)
        _go(course, who, one, origin, target, households, u32(_TENANT | _OWNER) if alone else _TENANT)
        if together and not alone:
            went[other] = i32(k + 1)
            _go(course, who, other, origin, target, households, _TENANT)
        households += 1
    return households


@kernel
def take_children(course: LifeCourse, who: Migrants, movers: Ints, went: Ints, trip: Trip) -> None:
    """Let children go where their guardians went; those whom one parent left are with the other."""
    minors = np.empty(went.shape[0] + 1, np.int32)
    for j in range(find_minors(who.bits, went.shape[0], minors)):
        child = minors[j]
        by = who.guardian[child]
        if by == child or went[by] == i32(0):
            continue
        if trip.alone[went[by] - i32(1)] != i32(0):
            by = i32(who.spouse[by] - i32(1))
            who.guardian[child] = by
        if went[by] > i32(0):
            k = int(went[by]) - 1
            _go(course, who, child, int(trip.origin[k]), int(trip.target[k]), int(trip.household[k]), _NONE)

"""Parting: couples separate; one of the two moves out, the children stay with one of them, wealth is divided.

An exchange on one thread, in the order of the women's ids.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.philox import block
from counterscore.chance.purposes import COURSE
from counterscore.engine.core.plan import LifeCourse
from counterscore.engine.life.course import find_minors
from counterscore.society.traits import BIT

u32, u64, i32, i64, f32 = np.uint32, np.uint64, np.int32, np.int64, np.float32
_OWNER, _PARTNERED = u32(BIT["home-owner"]), u32(BIT["partnered"])
_NONE, _ONE, _HALF = u32(0), f32(1.0), f32(0.5)


class Spouses(NamedTuple):
    """The columns of all people that a separation changes."""

    key: Words
    bits: Words
    wealth: Floats
    household: Ints
    guardian: Ints
    spouse: Ints


@inlined
def _divide(pooled: f32, wealth: Floats, one: i64, other: i64) -> None:
    """Divide the wealth of two people: each keeps a part and gets half of the pool."""
    half = (wealth[one] + wealth[other]) * _HALF
    wealth[one] = wealth[one] * (_ONE - pooled) + half * pooled
    wealth[other] = wealth[other] * (_ONE - pooled) + half * pooled


@inlined
def _leaver(course: LifeCourse, bits: Words, woman: i64, man: i64, word: u32) -> i64:
    """Return who of a couple moves out: the one without a home, or a drawn one if both or neither own one."""
    hers, his = (bits[woman] & _OWNER) != _NONE, (bits[man] & _OWNER) != _NONE
    if hers != his:
        return man if hers else woman
    return man if word < course.man_leaves else woman


@kernel
def part(
    course: LifeCourse, who: Spouses, women: Ints, parted: Ints, tick: int, seed: np.uint64, households: int
) -> int:
    """Separate the couples of these women, by id; return the number of households.

    A woman whose spouse died this month, or who has none, is passed over. One of the two moves out, into a new
    household and without a home; their children stay with one of them. `parted`: zeros, one a person: written are the
    parent who keeps the children, plus 1, for each of those who separated.
    """
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for k in range(women.shape[0]):
        woman = i64(women[k])
        if who.spouse[woman] == i32(0):
            continue
        man = i64(who.spouse[woman]) - i64(1)  # of one type with `woman`, for the loop over both
        _, w1, w2, _ = block(who.key[woman], u32(tick), u32(COURSE), u32(0), k0, k1)
        leaver = _leaver(course, who.bits, woman, man, w1)
        keeper = woman if w2 < course.mother_keeps else man
        for one in (woman, man):
            who.bits[one] = u32(who.bits[one] & ~_PARTNERED)
            who.spouse[one] = i32(0)
            parted[one] = i32(keeper + 1)
        _divide(course.pooled, who.wealth, woman, man)
        if who.household[woman] == who.household[man]:
            who.bits[leaver] = u32(who.bits[leaver] & ~_OWNER)
            who.household[leaver] = i32(households)
            households += 1
    return households


@kernel
def settle_children(who: Spouses, parted: Ints) -> None:
    """Give the children of those who separated to the parent who keeps them, and let them live there."""
    minors = np.empty(parted.shape[0] + 1, np.int32)
    for k in range(find_minors(who.bits, parted.shape[0], minors)):
        child = minors[k]
        by = who.guardian[child]
        if by != child and parted[by] > i32(0):
            who.guardian[child] = i32(parted[by] - i32(1))
            who.household[child] = who.household[who.guardian[child]]

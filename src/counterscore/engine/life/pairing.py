"""Pairing: the exchange that matches people approved for a decision that takes two, and moves couples together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, Words, inlined, kernel
from counterscore.chance.maths import unit
from counterscore.chance.philox import block
from counterscore.chance.purposes import PAIR
from counterscore.engine.access.gate import GRANTED, NO_PLACE, Asks
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.state import Bytes, Longs, Months
from counterscore.engine.life.ties import far_apart
from counterscore.society.traits import BIT

u8, u32, u64, i32, f32 = np.uint8, np.uint32, np.uint64, np.int32, np.float32
_FEMALE, _OWNER, _PARTNERED = (u32(BIT[name]) for name in ("female", "home-owner", "partnered"))
_ADULT, _ALIVE = u32(BIT["adult"]), u32(BIT["alive"])
_NONE, _ONE = u32(0), f32(1.0)
_REGIONS = 256


class Singles(NamedTuple):
    """The columns of all people that matching reads."""

    key: Words
    born: Months
    bits: Words
    region: Bytes
    household: Ints
    score: Ints


class Couples(NamedTuple):
    """The columns of all people that matching changes."""

    bits: Words
    household: Ints
    spouse: Ints


@inlined
def _likes(learning: Learning, who: Singles, one: int, other: int, apart: int, tick: int, k0: u32, k1: u32) -> bool:
    """Return whether two people suit each other: by age and household, and by chance, lower if scores are far apart."""
    gap = abs(i32(who.born[one]) - i32(who.born[other]))
    if gap > apart or who.household[one] == who.household[other]:
        return False
    chance = _ONE - (learning.choosy if far_apart(learning.shun_gap, who.score, one, other) else f32(0.0))
    mine, theirs = who.key[one], who.key[other]
    word, _, _, _ = block(min(mine, theirs), u32(tick), u32(PAIR), max(mine, theirs), k0, k1)
    return bool(unit(word) < chance)


@kernel
def pair_up(
    learning: Learning, who: Singles, seekers: Ints, apart: int, offers: int, tick: int, seed: np.uint64, mate: Ints
) -> int:  # fmt: skip
    """Match `seekers` in queue order; write the index of each one's mate, -1 for none; return the number of pairs.

    Each seeker in turn considers up to `offers` people of the other sex and the same region who are later in the queue
    and still free, and takes the first who suits. `apart`: the largest difference in age, in months.
    """
    k0, k1, n, pairs = u32(seed), u32(u64(seed) >> u64(32)), seekers.shape[0], 0
    after, last = np.full(n, -1, np.int32), np.full(2 * _REGIONS, -1, np.int32)
    first = np.full(n, -1, np.int32)
    for i in range(n - 1, -1, -1):  # `after`: the next of the same sex and region; `first`: of the other sex
        person, mate[i] = seekers[i], i32(-1)
        kind = 2 * int(who.region[person]) + int((who.bits[person] & _FEMALE) != _NONE)
        first[i], after[i] = last[kind ^ 1], last[kind]
        last[kind] = i32(i)
    for i in range(n):
        if mate[i] >= 0:
            continue
        j, seen = first[i], 0
        while j >= 0 and seen < offers:
            if mate[j] < 0:
                seen += 1
                if _likes(learning, who, int(seekers[i]), int(seekers[j]), apart, tick, k0, k1):
                    mate[i], mate[j] = i32(j), i32(i)
                    pairs += 1
                    break
            j = after[j]
    return pairs


@kernel
def turn_away(asks: Asks, count: int, decision: int, matched: Bytes) -> None:
    """Refuse approved people who found nobody, for lack of a place."""
    for k in range(count):
        if asks.decision[k] == decision and asks.by[k] == GRANTED and matched[asks.person[k]] == u8(0):
            asks.by[k] = u8(NO_PLACE)


@kernel
def move_in(who: Couples, first: Ints, second: Ints, households: int) -> int:
    """Move each couple to the household of the only home owner, else to a new one; return the number of households."""
    for k in range(first.shape[0]):
        one, other = first[k], second[k]
        who.spouse[one], who.spouse[other] = i32(other + 1), i32(one + 1)
        owns, theirs = (who.bits[one] & _OWNER) != _NONE, (who.bits[other] & _OWNER) != _NONE
        if owns and not theirs:
            who.household[other] = who.household[one]
        elif theirs and not owns:
            who.household[one] = who.household[other]
        else:
            who.household[one] = who.household[other] = i32(households)
            households += 1
    return households


@kernel
def follow_home(guardian: Ints, bits: Words, household: Ints, lo: int, hi: int) -> None:
    """Move children to the household of their guardian."""
    for person in range(lo, hi):
        by = guardian[person]
        if by != person and (bits[person] & u32(_ADULT | _ALIVE)) == _ALIVE:
            household[person] = household[by]


@kernel
def join_couples(bits: Words, household: Ints, spouse: Ints, people: int) -> None:
    """Record the spouses of a new world: a couple has consecutive ids within a household."""
    for person in range(people - 1):
        both = bits[person] & bits[person + 1] & _PARTNERED
        differ = (bits[person] ^ bits[person + 1]) & _FEMALE
        free = spouse[person] == 0 and household[person] == household[person + 1]
        if both != _NONE and differ != _NONE and free:
            spouse[person], spouse[person + 1] = i32(person + 2), i32(person + 1)


def in_order(queue: Sequence[Longs]) -> Ints:
    """Return the ids in packed keys, the highest key first."""
    keys = np.sort(np.concatenate(queue))[::-1]
    return (0x7FFFFFFF - (keys & 0x7FFFFFFF)).astype(np.int32)


def couples_of(seekers: Ints, mate: Ints) -> tuple[Ints, Ints]:
    """Return the first and the second person of each pair, in the order of the queue."""
    place = np.arange(len(mate), dtype=np.int32)
    first: NDArray[np.intp] = np.flatnonzero(mate > place)
    return seekers[first], seekers[mate[first]]

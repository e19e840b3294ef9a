"""Births and deaths: the exchange that changes the population itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, no_alloc
from counterscore.chance.normal import normal
from counterscore.chance.philox import block
from counterscore.chance.purposes import BIRTH
from counterscore.engine.core.state import Bytes, Months
from counterscore.engine.life.ties import add_friend
from counterscore.society.traits import BIT

i16, i32, u8, u32, u64 = np.int16, np.int32, np.uint8, np.uint32, np.uint64
_INHERITED = u32(BIT["urban"] | BIT["minority"])
_FEMALE, _PARTNERED = u32(BIT["female"]), u32(BIT["partnered"])
_BORN_WITH = u32(BIT["alive"] | BIT["labour-force"] | BIT["papers"])
_BORN_LATER = u32(0x80000000)


class Kin(NamedTuple):
    """The columns of all people that a birth reads and writes."""

    key: Words
    born: Months
    bits: Words
    region: Bytes
    group: Bytes
    education: Bytes
    household: Ints
    guardian: Ints
    wage: Floats
    trustworthiness: Floats
    conformity: Floats
    heterodoxy: Floats
    sociability: Floats
    patience: Floats
    skill: Floats
    children: Bytes
    room: Bytes
    parent: Ints


@kernel
def count_room(offsets: Ints, friends: Ints, room: Bytes) -> None:
    """Write the number of free places in each person's row of ties."""
    for person in range(room.shape[0]):
        free = 0
        for place in range(offsets[person], offsets[person + 1]):
            free += friends[place] < 0
        room[person] = u8(free)


@kernel
def bury(
    dead: Ints, offsets: Ints, friends: Ints, room: Bytes, score: Ints, before: Ints, bits: Words, spouse: Ints
) -> None:  # fmt: skip
    """Remove the dead, by id, from their friends' rows, empty their own rows, and make surviving spouses single."""
    for person in dead:
        row = friends[offsets[person] : offsets[person + 1]]
        for place in range(row.shape[0]):
            if row[place] >= 0:
                _forget(friends[offsets[row[place]] : offsets[row[place] + 1]], person)
                room[row[place]] += u8(1)
                row[place] = i32(-1)
        room[person] = u8(row.shape[0])
        score[person] = i32(0)
        before[person] = i32(0)
        if spouse[person] > 0:
            survivor = spouse[person] - 1
            bits[survivor] = u32(bits[survivor] & ~_PARTNERED)
            spouse[survivor], spouse[person] = i32(0), i32(0)


@no_alloc
def _forget(row: Ints, person: int) -> None:
    for place in range(row.shape[0]):
        if row[place] == person:
            row[place] = i32(-1)


@no_alloc
def _words(mother_key: u32, parity: u8, index: int, seed: np.uint64) -> tuple[u32, u32, u32, u32]:
    return block(mother_key, u32(parity), u32(BIRTH), u32(index), u32(seed), u32(u64(seed) >> u64(32)))


@no_alloc
def _tie(offsets: Ints, friends: Ints, room: Bytes, one: int, other: int) -> None:
    theirs = friends[offsets[other] : offsets[other + 1]]
    for place in range(theirs.shape[0]):
        if theirs[place] < 0:
            theirs[place] = i32(one)
            friends[offsets[one]] = i32(other)
            room[one] -= u8(1)
            room[other] -= u8(1)
            return


@no_alloc
def _tie_at_home(offsets: Ints, friends: Ints, kin: Kin, child: int, mother: int) -> None:
    """Tie a child to those of the mother's friends who live with her and have a free place."""
    own = friends[offsets[child] : offsets[child + 1]]
    for place in range(offsets[mother], offsets[mother + 1]):
        other = friends[place]
        if other < 0 or other == child or kin.household[other] != kin.household[mother]:
            continue
        if kin.room[other] > u8(0) and kin.room[child] > u8(0):
            add_friend(friends[offsets[other] : offsets[other + 1]], i32(child))
            add_friend(own, other)
            kin.room[other] -= u8(1)
            kin.room[child] -= u8(1)


@no_alloc
def _inherit(kin: Kin, child: int, mother: int) -> None:
    kin.region[child] = kin.region[mother]
    kin.group[child] = kin.group[mother]
    kin.household[child] = kin.household[mother]
    kin.guardian[child] = mother
    kin.wage[child] = kin.wage[mother]
    kin.education[child] = kin.education[mother]


@no_alloc
def _draw_traits(kin: Kin, child: int, key: u32, parity: u8, seed: np.uint64) -> None:
    w0, w1, w2, w3 = _words(key, parity, 1, seed)
    w4, w5, _, _ = _words(key, parity, 2, seed)
    kin.trustworthiness[child] = normal(w0)
    kin.conformity[child] = normal(w1)
    kin.heterodoxy[child] = normal(w2)
    kin.sociability[child] = normal(w3)
    kin.patience[child] = normal(w4)
    kin.skill[child] = normal(w5)


@kernel
def bear(kin: Kin, offsets: Ints, friends: Ints, mothers: Ints, first: int, month: int, seed: np.uint64) -> None:
    """Give each mother a child; ids start at `first`. A child's key is drawn from its mother's key and her parity."""
    for k in range(mothers.shape[0]):
        child, mother = first + k, mothers[k]
        key, parity = u32(kin.key[mother]), u8(kin.children[mother])
        w0, w1, _, _ = _words(key, parity, 0, seed)
        kin.key[child] = u32(w0 | _BORN_LATER)
        kin.children[mother] = u8(parity + u8(1))
        kin.born[child] = i16(month)
        own = u32(w1 & u32(1)) * _FEMALE | _BORN_WITH
        kin.bits[child] = u32((kin.bits[mother] & _INHERITED) | own)
        _inherit(kin, child, mother)
        _draw_traits(kin, child, key, parity, seed)
        _tie(offsets, friends, kin.room, child, mother)
        if kin.parent.shape[0] > 0:
            kin.parent[child] = i32(mother + 1)
            _tie_at_home(offsets, friends, kin, child, mother)

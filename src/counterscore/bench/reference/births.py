"""Births and deaths."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.normal import normal
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, bit, first_of_each, places
from counterscore.chance.kernel import Words
from counterscore.chance.purposes import BIRTH
from counterscore.engine.core.state import Bytes, State
from counterscore.engine.life.turns import DIED

_INHERITED = bit("urban") | bit("minority")
_BORN_WITH = bit("alive") | bit("labour-force") | bit("papers")


def bury(s: State, vital: Bytes) -> int:
    """Remove the dead from their friends' rows, empty their own rows, and return how many died."""
    dead = np.flatnonzero((vital & DIED) != 0)
    own, owner = places(s.offsets, dead)
    held = s.friends[own] >= 0
    friend, gone = s.friends[own[held]], dead[owner[held]]
    place, pair = places(s.offsets, friend)
    forgotten = s.friends[place] == gone[pair]
    s.friends[place[forgotten]] = -1
    s.room += np.bincount(friend, minlength=len(s.room)).astype(np.uint8)
    s.friends[own] = -1
    s.room[dead] = s.offsets[dead + 1] - s.offsets[dead]
    s.score[dead] = 0
    s.before[dead] = 0
    _widow(s, dead)
    return len(dead)


def _widow(s: State, dead: Index) -> None:
    """Make the surviving spouses of the dead single."""
    survivors = s.spouse[dead][s.spouse[dead] > 0] - 1
    s.bits[survivors] &= ~bit("partnered")
    s.spouse[survivors] = 0
    s.spouse[dead] = 0


def bear(s: State, mothers: Index, first: int, month: int, stream: PhiloxStream) -> None:
    """Give each mother a child; the children's ids start at `first`."""
    child = np.arange(first, first + len(mothers))
    key, parity = s.key[mothers], s.children[mothers].astype(np.uint32)
    w0, w1, _, _ = stream.words(key, parity, BIRTH, 0)
    s.key[child] = w0 | np.uint32(0x80000000)
    s.children[mothers] += np.uint8(1)
    s.born[child] = month
    own = (w1 & np.uint32(1)) * bit("female") | _BORN_WITH
    s.bits[child] = (s.bits[mothers] & _INHERITED) | own
    for name in ("region", "group", "household", "wage", "education"):
        getattr(s, name)[child] = getattr(s, name)[mothers]
    s.guardian[child] = mothers
    _draw_traits(s, child, key, parity, stream)
    if not len(s.parent):
        _tie(s, child, mothers)
        return
    s.parent[child] = mothers + 1
    for one, mother in zip(child.tolist(), mothers.tolist(), strict=True):
        _tie(s, np.array([one]), np.array([mother]))
        _tie_at_home(s, one, mother)


def _draw_traits(s: State, child: Index, key: Words, parity: Words, stream: PhiloxStream) -> None:
    block = (*stream.words(key, parity, BIRTH, 1), *stream.words(key, parity, BIRTH, 2))
    traits = (s.trustworthiness, s.conformity, s.heterodoxy, s.sociability, s.patience, s.skill)
    for trait, word in zip(traits, block, strict=False):
        trait[child] = normal(word)


def _tie_at_home(s: State, child: int, mother: int) -> None:
    """Tie a child to those of the mother's friends who live with her and have a free place."""
    for friend in s.friends[s.offsets[mother] : s.offsets[mother + 1]].tolist():
        if friend < 0 or friend == child or s.household[friend] != s.household[mother]:
            continue
        if s.room[friend] > 0 and s.room[child] > 0:
            for one, other in ((friend, child), (child, friend)):
                row = s.friends[s.offsets[one] : s.offsets[one + 1]]
                row[np.flatnonzero(row < 0)[0]] = other
            s.room[[friend, child]] -= np.uint8(1)


def _tie(s: State, child: Index, mothers: Index) -> None:
    """Make child and mother friends if the mother has a free place."""
    place, owner = places(s.offsets, mothers)
    free = s.friends[place] < 0
    place, with_room = first_of_each(place[free], owner[free])
    s.friends[place] = child[with_room]
    s.friends[s.offsets[child[with_room]]] = mothers[with_room]
    s.room[child[with_room]] -= np.uint8(1)
    s.room[mothers[with_room]] -= np.uint8(1)

"""Ties dropped and sought."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.bench.reference.maths import unit
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, first_of_each, places
from counterscore.chance.kernel import Floats, Words
from counterscore.chance.purposes import TIE_DROP, TIE_SEEK
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.state import Longs, State

_ONE = np.float32(1.0)


def meet(learning: Learning, s: State, tick: int, stream: PhiloxStream) -> int:
    """Add ties between people who look for a friend and meet; return the number of ends added."""
    people = len(s.wants)
    one = np.flatnonzero(s.wants)
    other = one ^ _meeting_mask(learning, tick, people, stream)
    both = (other < people) & (s.wants[np.minimum(other, people - 1)] > 0)
    one, other = one[both], other[both]
    word = _pair_word(s.key, one, other, tick, TIE_SEEK, stream)
    chance = np.where(far_apart(learning, s, one, other), _ONE - learning.choosy, _ONE)
    likes = ~_known(s, one, other) & (unit(word) < chance)
    one, other = one[likes], other[likes]
    place, owner = places(s.offsets, one)
    free = s.friends[place] < 0
    place, owner = first_of_each(place[free], owner[free])
    s.friends[place] = other[owner]
    s.room[one] -= np.uint8(1)
    return len(one)


def _meeting_mask(learning: Learning, tick: int, people: int, stream: PhiloxStream) -> int:
    word, far, _, _ = stream.words(np.zeros(1, np.uint32), tick, TIE_SEEK, 0xFFFFFFFF)
    reach = max(people.bit_length() - 1, 1) if far[0] < learning.anybody else int(learning.near_bits)
    return 1 + int(word[0]) % ((1 << min(reach, 31)) - 1)


def _known(s: State, one: Index, other: Index) -> NDArray[np.bool_]:
    place, owner = places(s.offsets, one)
    known = np.zeros(len(one), bool)
    known[owner[s.friends[place] == other[owner]]] = True
    return known


def part(learning: Learning, s: State, tick: int, stream: PhiloxStream) -> int:
    """Drop ties of the people whose turn it is, by turnover or because one turns away; return the number of ends."""
    turn = np.arange(tick % learning.turn, len(s.room), learning.turn)
    place, k = places(s.offsets, turn)
    one, other = turn[k], s.friends[place]
    apart = (other >= 0) & (s.household[one] != s.household[other])
    place, one, other = place[apart], one[apart], other[apart]
    word = _pair_word(s.key, one, other, tick, TIE_DROP, stream)
    chance = learning.turnover + _looked_down_on(learning, s, one, other)
    ends = unit(word) < np.where(_are_kin(s, one, other), chance * (_ONE - learning.lasting), chance)
    return _free(s, place[ends], one[ends], other[ends])


def _are_kin(s: State, one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each pair whether one is the other's parent, or both have the same."""
    if not len(s.parent):
        return np.zeros(len(one), bool)
    first, second = s.parent[one], s.parent[other]
    return (first == other + 1) | (second == one + 1) | ((first > 0) & (first == second))


def _free(s: State, place: Longs, one: Index, other: NDArray[Any]) -> int:
    """Free the places of these ties in both rows. A tie is listed twice if it is the turn of both ends."""
    theirs, k = places(s.offsets, other)
    held = s.friends[theirs] == one[k]
    freed, at = np.unique(np.concatenate((place, theirs[held])), return_index=True)
    s.friends[freed] = -1
    whose = np.concatenate((one, other[k[held]]))[at]
    s.room += np.bincount(whose, minlength=len(s.room)).astype(np.uint8)
    return len(freed)


def _pair_word(
    key: Words, one: NDArray[Any], other: NDArray[Any], tick: int, purpose: int, stream: PhiloxStream
) -> Words:
    """Return a random word for each pair, which is the same from either end."""
    mine, theirs = key[one], key[other]
    return stream.words(np.minimum(mine, theirs), tick, purpose, np.maximum(mine, theirs))[0]


def far_apart(learning: Learning, s: State, one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each pair whether their scores differ by the gap at which people avoid one another."""
    first, second = s.score[one].astype(np.int64), s.score[other].astype(np.int64)
    return (first > 0) & (second > 0) & (np.abs(first - second) >= int(learning.shun_gap))


def _looked_down_on(learning: Learning, s: State, one: NDArray[Any], other: NDArray[Any]) -> Floats:
    """Return for each pair the probability that one turns away because the other's score is lower."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    first, second = s.score[low].astype(np.int64), s.score[high].astype(np.int64)
    gap, scored = int(learning.shun_gap), (first > 0) & (second > 0)
    down = np.where(second >= first + gap, learning.shun * s.stakes[high], np.float32(0.0))
    return np.where(scored, np.where(first >= second + gap, learning.shun * s.stakes[low], down), np.float32(0.0))

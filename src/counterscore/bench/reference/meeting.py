"""Places and meetings at foci, in a society without firms."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.bench.reference.maths import exp, log, unit
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.ties import far_apart
from counterscore.bench.reference.view import Index, bit, holds, places
from counterscore.chance.kernel import Floats, Words
from counterscore.chance.purposes import MEET
from counterscore.engine.core.plan import Learning, MeetingRules
from counterscore.engine.core.state import State
from counterscore.engine.life.meeting import ANYBODY, CLASS_WALK, FRIENDS, NEIGHBOURS, SAME_CLASS, SCHOOL
from counterscore.engine.world import World

f32 = np.float32
_ONE, _YEAR = f32(1.0), f32(12.0)
_NOBODY = -1
Ids = NDArray[np.int64]


def list_places(world: World, s: State) -> None:
    """List the living in the order of their homes."""
    living = np.flatnonzero(holds(s.bits, "alive"))
    place = np.where(s.at > 0, s.at, s.at[s.guardian])[living]
    homes = np.full(world.households, len(s.at) + 1, np.int32)
    np.minimum.at(homes, s.household[living][place > 0], place[place > 0])
    line = living[np.lexsort((living, homes[s.household[living]]))]
    s.at[:] = 0
    s.at[line] = np.arange(1, len(line) + 1)
    world.state.line = line.astype(np.int32)


def meet_at_foci(
    rules: MeetingRules, learning: Learning, s: State, line: NDArray[np.int32], month: int, tick: int,
    stream: PhiloxStream,
) -> int:  # fmt: skip
    """Let people who look for a friend meet others and choose one; return the number of ends of ties added."""
    who = np.flatnonzero((s.wants > 0) & (s.at > 0))
    w_place, w_choice, w_agree, _ = stream.words(s.key[who], tick, MEET, 0)
    focus = _focus(rules, s, who, month, unit(w_place))
    met, weight = np.full((rules.met, len(who)), _NOBODY), np.zeros((rules.met, len(who)), np.float32)
    for k in range(rules.met):
        words = stream.words(s.key[who], tick, MEET, 1 + k // 2)
        first, second = words[2 * (k % 2)], words[2 * (k % 2) + 1]
        met[k] = _encounter(rules, s, line, who, focus, first, second)
        can = _can_begin(s, who, met[k])
        weight[k, can] = _weight(rules, s, who[can], met[k, can])
    chosen = _choose(met, weight, unit(w_choice))
    one, other = who[chosen >= 0], chosen[chosen >= 0]
    declined = far_apart(learning, s, one, other) & (unit(w_agree)[chosen >= 0] < rules.choosy)
    return begin_ties(s, one[~declined], other[~declined])


def begin_ties(s: State, one: NDArray[Any], other: NDArray[Any]) -> int:
    """Tie these pairs in order, if both still have a free place and are not tied; return the number of ends added."""
    added = 0
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        rows = [s.friends[s.offsets[k] : s.offsets[k + 1]] for k in (a, b)]
        if a == b or s.room[a] == 0 or s.room[b] == 0 or (rows[0] == b).any():
            continue
        for row, friend in zip(rows, (b, a), strict=True):
            row[np.flatnonzero(row < 0)[0]] = friend
        s.room[[a, b]] -= np.uint8(1)
        added += 2
    return added


def _focus(rules: MeetingRules, s: State, who: Index, month: int, mark: Floats) -> NDArray[np.int64]:
    age = month - s.born[who].astype(np.int32)
    at_school = (rules.from_age <= age) & (age < rules.to_age)
    there = np.where(at_school, SCHOOL, NEIGHBOURS)
    place = np.where(mark >= rules.friends + rules.foci, NEIGHBOURS, there)
    place = np.where(mark >= _ONE - rules.anybody, ANYBODY, place)
    return np.where(mark < rules.friends, FRIENDS, place)


def _within(word: Words, count: NDArray[Any] | int) -> Ids:
    return ((word.astype(np.uint64) * np.asarray(count, np.uint64)) >> np.uint64(32)).astype(np.int64)


def _encounter(
    rules: MeetingRules, s: State, line: NDArray[np.int32], who: Index, focus: NDArray[np.int64], first: Words,
    second: Words,
) -> Ids:  # fmt: skip
    home, met = s.at[who].astype(np.int64) - 1, np.full(len(who), _NOBODY)
    for each in (FRIENDS, SCHOOL, NEIGHBOURS, ANYBODY):
        k = np.flatnonzero(focus == each)
        if each == FRIENDS:
            met[k] = _some_friend(s, _some_friend(s, who[k], first[k]), second[k])
        elif each == SCHOOL:
            met[k] = _schoolmate(s, line, who[k], home[k] + _within(first[k], rules.catchment) - rules.catchment // 2)
        elif each == NEIGHBOURS:
            step = _within(first[k], rules.near) - rules.near // 2
            place = home[k] + step + (step >= 0)
            inside = (place >= 0) & (place < len(line))
            met[k] = np.where(inside, line[np.clip(place, 0, len(line) - 1)], _NOBODY)
        else:
            met[k] = line[_within(first[k], len(line))]
    return met


def _some_friend(s: State, who: NDArray[Any], word: Words) -> Ids:
    """Return a friend of each of these people, or nobody; nobody has no friends."""
    found = np.full(len(who), _NOBODY)
    there = np.flatnonzero(who >= 0)
    place, owner = places(s.offsets, who[there])
    start = s.offsets[who[there]].astype(np.int64)
    length = s.offsets[who[there] + 1] - start
    ahead = place - start[owner] - _within(word[there], length)[owner]
    ahead = np.where(ahead < 0, ahead + length[owner], ahead)
    taken = np.flatnonzero(s.friends[place] >= 0)
    taken = taken[np.lexsort((ahead[taken], owner[taken]))]
    nearest, at = np.unique(owner[taken], return_index=True)
    found[there[nearest]] = s.friends[place[taken[at]]]
    return found


def _schoolmate(s: State, line: NDArray[np.int32], who: Index, place: Ids) -> Ids:
    found = np.full(len(who), _NOBODY)
    for step in range(CLASS_WALK - 1, -1, -1):
        at = np.maximum(place, 0) + step
        inside = at < np.minimum(place + CLASS_WALK, len(line))
        other = line[np.clip(at, 0, len(line) - 1)].astype(np.int64)
        apart = np.abs(s.born[other].astype(np.int32) - s.born[who].astype(np.int32))
        found = np.where(inside & (apart <= SAME_CLASS) & (other != who), other, found)
    return found


def _can_begin(s: State, who: Index, met: Ids) -> NDArray[np.bool_]:
    other = np.maximum(met, 0)
    known = np.zeros(len(who), bool)
    place, owner = places(s.offsets, who)
    known[owner[s.friends[place] == met[owner]]] = True
    apart = (other != who) & (s.household[other] != s.household[who])
    return (met >= 0) & apart & (s.room[other] > 0) & holds(s.bits[other], "alive") & ~known


def _weight(rules: MeetingRules, s: State, one: Index, other: Ids) -> Floats:
    born = s.born[one].astype(np.int32) - s.born[other].astype(np.int32)
    power = -np.abs(born.astype(np.float32)) / _YEAR * rules.decay[1]
    power = power - np.abs(log(s.wage[one]) - log(s.wage[other])) * rules.decay[2]
    unlike = ((s.bits[one] ^ s.bits[other]) & bit("minority")) != 0
    power = power - np.where(unlike, rules.decay[3], f32(0.0))
    power = power - np.where(s.region[one] != s.region[other], rules.decay[4], f32(0.0))
    if len(rules.similarity):
        for trait, decay in zip((s.trustworthiness, s.heterodoxy, s.education), rules.similarity, strict=True):
            power = power - np.abs(trait[one].astype(np.float32) - trait[other].astype(np.float32)) * decay
    return exp(power)


def _choose(met: Ids, weight: Floats, mark: Floats) -> Ids:
    total = np.zeros(met.shape[1], np.float32)
    for each in weight:
        total = total + each
    mark, running, chosen = mark * total, np.zeros_like(total), np.full(met.shape[1], _NOBODY)
    for people, each in zip(met, weight, strict=True):
        chosen = np.where((each > 0) & (running <= mark), people, chosen)
        running = running + each
    return chosen

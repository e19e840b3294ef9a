"""Separations and moves, person by person: few people a month do either."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.maths import unit
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, bit, holds
from counterscore.chance.purposes import COURSE, MOVE
from counterscore.engine.core.plan import LifeCourse
from counterscore.engine.core.state import Bytes, State
from counterscore.engine.life.turns import DIED, LEFT, MOVES
from counterscore.engine.world import World

_ONE, _HALF = np.float32(1.0), np.float32(0.5)


def decide(course: LifeCourse, s: State, vital: Bytes, month: int, tick: int, stream: PhiloxStream) -> None:
    """Add LEFT and MOVES to `vital` for the people to whom it happens this month."""
    if not (course.separates or course.moves):
        return
    w0, _, _, w3 = stream.words(s.key, tick, COURSE, 0)
    years = np.minimum(np.maximum(np.int32(month) - s.born.astype(np.int32), 0) // 12, 199)
    alive = holds(s.bits, "alive") & ((vital & DIED) == 0)
    leaves = alive & holds(s.bits, "female") & (s.spouse > 0) & (w0 < course.separation[years])
    chance = course.roam[years] * course.schooled[s.education]
    chance = chance * np.where(holds(s.bits, "jobless"), course.jobless, _ONE)
    chance = chance * course.pull[_place(s)]
    goes = alive & holds(s.bits, "adult") & (unit(w3) < chance)
    vital |= np.where(leaves, LEFT, np.uint8(0)) | np.where(goes, MOVES, np.uint8(0))


def _place(s: State) -> Index:
    return 2 * s.region.astype(np.intp) + holds(s.bits, "urban")


def _children(s: State, guardian: int) -> Index:
    """Return the living children of a guardian."""
    minor = (s.guardian == guardian) & ~holds(s.bits, "adult") & holds(s.bits, "alive")
    minor[guardian] = False
    return np.flatnonzero(minor)


def separate(course: LifeCourse, s: State, world: World, vital: Bytes, tick: int, stream: PhiloxStream) -> None:
    """Separate the couples of the women who leave; one moves out, and the children stay with one of the two."""
    women = np.flatnonzero((vital & LEFT) != 0)
    for woman in women[s.spouse[women] > 0].tolist():
        man = int(s.spouse[woman]) - 1
        _, w1, w2, _ = (int(word[0]) for word in stream.words(s.key[[woman]], tick, COURSE, 0))
        stream.blocks -= 1  # the words were drawn before; the engine draws them again for these few people
        leaver, keeper = _leaver(course, s, woman, man, w1), woman if w2 < course.mother_keeps else man
        children = np.concatenate([_children(s, woman), _children(s, man)])
        s.bits[[woman, man]] &= ~bit("partnered")
        s.spouse[[woman, man]] = 0
        half = (s.wealth[woman] + s.wealth[man]) * _HALF
        s.wealth[[woman, man]] = s.wealth[[woman, man]] * (_ONE - course.pooled) + half * course.pooled
        if s.household[woman] == s.household[man]:
            s.bits[leaver] &= ~bit("home-owner")
            s.household[leaver] = world.households
            world.households += 1
        s.guardian[children] = keeper
        s.household[children] = s.household[keeper]


def _leaver(course: LifeCourse, s: State, woman: int, man: int, word: int) -> int:
    hers, his = holds(s.bits[[woman, man]], "home-owner")
    if hers != his:
        return man if hers else woman
    return man if word < course.man_leaves else woman


def move(course: LifeCourse, s: State, world: World, vital: Bytes, tick: int, stream: PhiloxStream) -> None:
    """Move those who go, alone or with their family, each family once."""
    gone = set[int]()
    for one in np.flatnonzero((vital & MOVES) != 0).tolist():
        w0, w1, _, _ = (int(word[0]) for word in stream.words(s.key[[one]], tick, MOVE, 0))
        origin = int(_place(s)[one])
        target = min(int((w0 >= course.target[origin]).sum()), len(course.target) - 1)
        if one in gone or target == origin:
            continue
        other = int(s.spouse[one]) - 1
        together = other >= 0 and s.household[other] == s.household[one] and other not in gone
        alone = bool(together and w1 >= course.family)
        _go(course, s, one, origin, target, world.households, alone)
        gone.add(one)
        if alone:
            s.guardian[_children(s, one)] = other
        else:
            _take_along(course, s, one, other if together else -1, origin, target, world.households)
            gone.update([other] if together else [])
        world.households += 1


def _take_along(course: LifeCourse, s: State, one: int, other: int, origin: int, target: int, household: int) -> None:
    if other >= 0:
        _go(course, s, other, origin, target, household, alone=False)
    for parent in (one, other) if other >= 0 else (one,):
        for child in _children(s, parent).tolist():
            _go(course, s, child, origin, target, household, alone=False, minor=True)


def _go(
    course: LifeCourse, s: State, who: int, origin: int, target: int, household: int, alone: bool, minor: bool = False
) -> None:  # fmt: skip
    s.region[who] = target // 2
    gives_up = np.uint32(0) if minor else bit("tenant") | (bit("home-owner") if alone else np.uint32(0))
    bits = s.bits[who] & ~(gives_up | bit("urban"))
    s.bits[who] = bits | (bit("urban") if target % 2 else np.uint32(0))
    s.household[who] = household
    s.pay[who] *= course.gain[origin, target]

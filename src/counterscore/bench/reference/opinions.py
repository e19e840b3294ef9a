"""Opinions: what people show to friends, then how everybody's opinions change."""

# pyright: reportArgumentType=false, reportReturnType=false
# NumPy's stubs take the product of a float32 array for float64.
from __future__ import annotations

import numpy as np

from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, Mask, holds, places
from counterscore.chance.kernel import Floats, Words
from counterscore.chance.purposes import OPINION
from counterscore.engine.core import events
from counterscore.engine.core.plan import OpinionTerms
from counterscore.engine.core.state import State
from counterscore.engine.life.opinion_exchange import mean_opinions
from counterscore.society.opinions import EVENTS, OPINIONS
from counterscore.society.traits import TRAITS

f32 = np.float32
_ONE, _HALF, _STEP = f32(1.0), f32(0.5), f32(1.0 / 65535.0)


def note_passed(terms: OpinionTerms, s: State, decision: int, granted: Index) -> None:
    """Note who, of these applicants for a decision, passed a gate or list and has a score."""
    if terms.judged[decision]:
        s.event[granted[holds(s.bits, "scored")[granted]]] |= events.PASSED


def change_opinions(terms: OpinionTerms, s: State, tick: int, stream: PhiloxStream) -> None:
    """Update everybody's opinions. `stream`: under the people seed."""
    alive, grown = holds(s.bits, "alive"), holds(s.bits, "adult")
    number = (np.arange(len(alive)) + tick) % terms.turn
    talks = np.flatnonzero(alive & (number == 0))
    hit = ((s.event & events.NOTIFIED_REFUSAL) != 0) | holds(s.bits, "listed")
    shown = {name: getattr(s, name) >> np.uint16(6) for name in OPINIONS}
    sums = [int(getattr(s, name)[alive & grown].sum(dtype=np.int64)) for name in OPINIONS]
    mood = mean_opinions(np.array([*sums, np.count_nonzero(alive & grown)], np.int64))
    words = stream.words(s.key, 0, OPINION, 0)
    for k, name in enumerate(OPINIONS):
        column = getattr(s, name)
        level = _after_events(terms, s, k, column.astype(np.float32) * _STEP)
        rest = resting(terms, s, k, words[k])
        level[talks] = _after_talk(terms, s, k, level[talks], talks, hit, shown[name], mood[k], rest[talks])
        new = _stored(level)
        moved = alive & ((s.event != 0) | (number == 0))
        column[moved] = new[moved]


def _stored(level: Floats) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    return (np.minimum(np.maximum(level, f32(0.0)), _ONE) * f32(65535.0) + _HALF).astype(np.uint16)


def resting(terms: OpinionTerms, s: State, k: int, word: Words) -> Floats:
    """Return everybody's resting level of the k-th opinion."""
    level = terms.level[k] + terms.own[k] * _own_part(word)
    for place, name in enumerate(TRAITS):
        level = level + terms.traits[k, place] * getattr(s, name)
    return np.minimum(np.maximum(level, f32(0.0)), _ONE)


def _own_part(word: Words) -> Floats:
    total = sum((word >> np.uint32(shift)) & np.uint32(255) for shift in (0, 8, 16, 24))
    return (np.asarray(total, np.int32) - np.int32(510)).astype(np.float32) * f32(1.0 / 21845.0**0.5)


def _pull(level: Floats, share: Floats | f32) -> Floats:
    return np.where(share > 0, level + share * (_ONE - level), level + share * level)


def _after_events(terms: OpinionTerms, s: State, k: int, level: Floats) -> Floats:
    listed = (s.event & events.NOTIFIED_LISTING) != 0
    happened: dict[str, Mask] = {
        "refused": ((s.event & events.NOTIFIED_REFUSAL) != 0) & ~listed,
        "listed": listed,
        "passed": (s.event & events.PASSED) != 0,
        "false-record": (s.event & events.NOTIFIED_RECORD) != 0,
        "corrected": (s.event & events.CORRECTED) != 0,
        "hurt": (s.event & events.HURT) != 0,
    }
    for place, name in enumerate(EVENTS):
        level = np.where(happened[name], _pull(level, terms.moves[k, place]), level)
    return level


def _after_talk(
    terms: OpinionTerms, s: State, k: int, level: Floats, talks: Index, hit: Mask,
    shown: np.ndarray[tuple[int], np.dtype[np.uint16]], mood: f32, rest: Floats,
) -> Floats:  # fmt: skip
    place, owner = places(s.offsets, talks)
    held = s.friends[place] >= 0
    friend, of = s.friends[place[held]], owner[held]
    count = np.bincount(of, minlength=len(talks))
    struck = np.bincount(of, weights=hit[friend], minlength=len(talks))
    total = np.bincount(of, weights=shown[friend], minlength=len(talks))
    level = _pull(level, terms.watched[k] * s.watched[talks])
    some, number = count > 0, np.maximum(count, 1).astype(np.float32)
    level = np.where(some, _pull(level, terms.hit[k] * (struck.astype(np.float32) / number)), level)
    mean = (total.astype(np.float32) / number + _HALF) * f32(1.0 / 1024.0)
    tilt = np.minimum(np.maximum(_ONE + terms.norm * s.conformity[talks], f32(0.0)), f32(2.0))
    share = np.minimum(terms.friends[k] * tilt, _ONE)
    level = np.where(some, level + share * (mean - level), level)
    level = level + terms.mood[k] * (mood - level)
    return level + terms.settles[k] * (rest - level)

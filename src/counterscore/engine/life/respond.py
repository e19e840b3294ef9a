"""respond: people update their beliefs by the events of the month, and decide whether to look for a friend."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Words, kernel, no_alloc, runtime_int
from counterscore.chance.maths import unit
from counterscore.chance.philox import fill
from counterscore.chance.purposes import TIE_SEEK
from counterscore.engine.acts.predictors import WHOLE
from counterscore.engine.core.events import NOTIFIED_RECORD, NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.state import Bytes, Shorts
from counterscore.society.traits import BIT

f32, u8, u32 = np.float32, np.uint8, np.uint32
BLOCK = 2048
_ONE = f32(1.0)
_ALIVE = u32(BIT["alive"])


class BeliefColumns(NamedTuple):
    """The columns of beliefs and of the search for friends."""

    key: Words
    bits: Words
    sociability: Floats
    stakes: Floats
    watched: Floats
    event: Bytes
    wants: Bytes
    room: Bytes
    trust: Shorts


@no_alloc
def learn_stakes(learning: Learning, refused: f32, event: Bytes, stakes: Floats) -> None:
    """Update the belief that the score decides: it rises after a refusal, else nears `refused` and decays."""
    for j in range(stakes.shape[0]):
        belief = stakes[j]
        calm = (belief + learning.hearsay * (refused - belief)) * (_ONE - learning.forgetting)
        struck = belief + learning.learning * (_ONE - belief)
        stakes[j] = struck if (event[j] & NOTIFIED_REFUSAL) != u8(0) else calm


@no_alloc
def learn_watched(learning: Learning, event: Bytes, watched: Floats) -> None:
    """Update the belief of being watched: towards 1 after notice of a record, else towards what the sources see."""
    for j in range(watched.shape[0]):
        signal = _ONE if (event[j] & NOTIFIED_RECORD) != u8(0) else learning.visible
        watched[j] = watched[j] + learning.noticing * (signal - watched[j])


@no_alloc
def look_round(learning: Learning, bits: Words, sociability: Floats, words: Words, room: Bytes, wants: Bytes) -> None:
    """Write who looks for a friend this month: living people with a free place, the more sociable more often.

    In a society with meeting places, the probability is proportional to the number of free places.
    """
    for j in range(wants.shape[0]):
        tilted = learning.seek * min(max(_ONE + learning.tilt * sociability[j], f32(0.0)), f32(2.0))
        tilted = tilted * (f32(room[j]) if learning.by_room else _ONE)
        wants[j] = u8((unit(words[j]) < tilted) & ((bits[j] & _ALIVE) != u32(0)) & (room[j] > u8(0)))


@no_alloc
def look_round_trusting(
    learning: Learning, bits: Words, sociability: Floats, trust: Shorts, words: Words, room: Bytes, wants: Bytes
) -> None:  # fmt: skip
    """Write who looks for a friend this month, as `look_round` does, people who trust others more often."""
    for j in range(wants.shape[0]):
        tilted = learning.seek * min(max(_ONE + learning.tilt * sociability[j], f32(0.0)), f32(2.0))
        tilted = tilted * (f32(room[j]) if learning.by_room else _ONE)
        felt = f32(trust[j]) * WHOLE
        tilted = tilted * (_ONE + learning.befriends * (felt + felt - _ONE))
        wants[j] = u8((unit(words[j]) < tilted) & ((bits[j] & _ALIVE) != u32(0)) & (room[j] > u8(0)))


@kernel
def respond(learning: Learning, refused: f32, minds: BeliefColumns, tick: int, seed: np.uint64) -> None:
    """Update the beliefs of a partition's people, decide who looks for a friend, and clear their events.

    `refused`: the share of requests that gates refused this month.
    """
    words, people = np.empty((4, BLOCK), np.uint32), minds.key.shape[0]
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n, event, wants = hi - lo, minds.event[lo:hi], minds.wants[lo:hi]
        learn_stakes(learning, refused, event, minds.stakes[lo:hi])
        learn_watched(learning, event, minds.watched[lo:hi])
        fill(
            minds.key[lo:hi], tick, int(TIE_SEEK), runtime_int(0), seed,
            words[0, :n], words[1, :n], words[2, :n], words[3, :n],
        )  # fmt: skip
        bits, sociability, room = minds.bits[lo:hi], minds.sociability[lo:hi], minds.room[lo:hi]
        if learning.befriends == f32(0.0):
            look_round(learning, bits, sociability, words[0, :n], room, wants)
        else:
            look_round_trusting(learning, bits, sociability, minds.trust[lo:hi], words[0, :n], room, wants)
        for j in range(n):
            event[j] = u8(0)

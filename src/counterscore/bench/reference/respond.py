"""The stage respond: people learn from this month, and decide whether to look for a friend."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.maths import unit
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import holds
from counterscore.chance.purposes import TIE_SEEK
from counterscore.engine.core.events import NOTIFIED_RECORD, NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.state import State

f32 = np.float32
_ONE = f32(1.0)


def respond(learning: Learning, s: State, refused: f32, tick: int, stream: PhiloxStream) -> None:
    """Update everybody's beliefs and search for friends. `refused`: the share of requests that gates refused."""
    calm = (s.stakes + learning.hearsay * (refused - s.stakes)) * (_ONE - learning.forgetting)
    struck = s.stakes + learning.learning * (_ONE - s.stakes)
    s.stakes[:] = np.where((s.event & NOTIFIED_REFUSAL) != 0, struck, calm)
    signal = np.where((s.event & NOTIFIED_RECORD) != 0, _ONE, learning.visible)
    s.watched += learning.noticing * (signal - s.watched)
    word, _, _, _ = stream.words(s.key, tick, TIE_SEEK, 0)
    tilt = np.minimum(np.maximum(_ONE + learning.tilt * s.sociability, f32(0.0)), f32(2.0))
    sought = learning.seek * tilt * (s.room.astype(np.float32) if learning.by_room else _ONE)
    if learning.befriends != 0:
        felt = s.trust.astype(np.float32) * f32(1.0 / 65535.0)
        sought = sought * (_ONE + learning.befriends * (felt + felt - _ONE))
    s.wants[:] = (unit(word) < sought) & holds(s.bits, "alive") & (s.room > 0)
    s.event[:] = 0

"""bury: the dead are removed from their friends' rows."""

from __future__ import annotations

import numpy as np

from counterscore.engine.acts import attention
from counterscore.engine.life import births
from counterscore.engine.life.turns import DIED
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Remove the people who died this month, after updating adaptive surveillance with the month's detections."""
    attention.learn(world, [part.found for part in month.local])
    state, dead = world.state, np.flatnonzero((month.vital & DIED) != 0).astype(np.int32)
    births.bury(dead, state.offsets, state.friends, state.room, state.score, state.before, state.bits, state.spouse)
    month.died = len(dead)
    world.residents -= len(dead)

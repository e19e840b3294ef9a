"""Why a tie ended in the month just simulated, found by repeating the random draw for the pair."""

from __future__ import annotations

from typing import Literal

import numpy as np

from counterscore.chance.maths import unit
from counterscore.chance.philox import first_words
from counterscore.chance.purposes import TIE_DROP
from counterscore.engine.world import World
from counterscore.society.traits import BIT

Why = Literal["death", "by itself", "dropped by", "dropped"]


def why(world: World, one: int, other: int) -> Why:
    """Return why the tie between `one` and `other` ended in the month just simulated.

    `death`: one of them died. `by itself`: the random draw for the pair ended it, whatever their scores. `dropped by`:
    `other`, whose score is far higher, dropped `one`. `dropped`: `one` dropped `other`. See engine.life.ties.
    """
    state, alive = world.state, BIT["alive"]
    if not (int(state.bits[one]) & int(state.bits[other]) & alive):
        return "death"
    mine, theirs = state.key[one], state.key[other]
    low, high = np.array([min(mine, theirs)]), np.array([max(mine, theirs)])
    first_words(world.tick - 1, TIE_DROP, world.seed, low, high)
    if unit(low[0]) < world.latest.learning.turnover:
        return "by itself"
    return "dropped by" if state.score[other] > state.score[one] else "dropped"

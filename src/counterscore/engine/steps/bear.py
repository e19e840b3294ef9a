"""bear: children are born."""

from __future__ import annotations

import numpy as np

from counterscore.engine.core.state import pick
from counterscore.engine.life import births
from counterscore.engine.life.circumstances import BORE
from counterscore.engine.life.opinion_exchange import inherit
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Add the children born this month, with consecutive ids in the order of their mothers' ids."""
    mothers = np.flatnonzero(month.vital == BORE).astype(np.int32)
    world.make_room(len(mothers))
    state, first = world.state, world.people
    world.people += len(mothers)
    world.residents += len(mothers)
    kin = pick(births.Kin, state, 0, world.people)
    births.bear(kin, state.offsets, state.friends, mothers, first, world.month, world.seed)
    inherit(world, mothers, first)
    world.cell[first : world.people] = world.cell[mothers]
    month.born = len(mothers)

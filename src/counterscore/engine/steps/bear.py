"""bear: children are born; then households share their income, where people have wages of their own."""

from __future__ import annotations

import numpy as np

from counterscore.engine.core.state import pick
from counterscore.engine.life import births
from counterscore.engine.life.opinion_exchange import inherit
from counterscore.engine.life.turns import BORE
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.society.earnings import Budgets, grow_with_age, share_out


def take(world: World, month: MonthResult) -> None:
    """Add the children born this month, with consecutive ids in the order of their mothers' ids."""
    mothers = np.flatnonzero((month.vital & BORE) != 0).astype(np.int32)
    world.make_room(len(mothers))
    state, first = world.state, world.people
    world.people += len(mothers)
    world.residents += len(mothers)
    kin = pick(births.Kin, state, 0, world.people)
    births.bear(kin, state.offsets, state.friends, mothers, first, world.month, world.seed)
    inherit(world, mothers, first)
    world.cell[first : world.people] = world.cell[mothers]
    month.born = len(mothers)
    if world.rules.pay.on:
        _share_incomes(world)


def _share_incomes(world: World) -> None:
    """Let earnings grow with age, and write the income per head that each household has next month."""
    own, pay = pick(Budgets, world.state, 0, world.people), world.rules.pay
    grow_with_age(world.month, pay, own)
    share_out(world.month, pay, own, np.zeros(world.households, np.int64), np.zeros(world.households, np.int32))

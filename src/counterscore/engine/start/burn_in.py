"""A snapshot of a world at the end of its burn-in.

Any regime can start from it, because no regime is in force before month 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.cooldown import carried_over, cooldown_row
from counterscore.engine.access.learning import Known
from counterscore.engine.access.lending import Lender
from counterscore.engine.compile.phases import compile_phases, most
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import State, renewed
from counterscore.engine.core.team import Team
from counterscore.engine.firms.beginning import begins
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.company import renewed as other_firms
from counterscore.engine.firms.compiling import compile_firms
from counterscore.engine.labour.market import LabourMarket
from counterscore.engine.methods.choosing import method_of
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile


@dataclass(frozen=True)
class BurnedIn:
    """The state at the end of a burn-in; fields as in `World`.

    It depends neither on the regime of the world nor on its random seed for the months from month 0 on.
    """

    before_rules: Plan
    state: State
    cell: NDArray[np.uint8]
    people: int
    residents: int
    households: int
    burn_in: int
    cooldown_row: NDArray[np.int32]
    people_seed: np.uint64
    firms: Firms | None
    lenders: tuple[Lender, ...]
    known: tuple[Known, ...]
    labour: LabourMarket

    @property
    def size(self) -> int:
        """Approximate size in bytes."""
        return sum(column.nbytes for column in vars(self.state).values())


def burned_in(world: World) -> BurnedIn:
    """Return a snapshot of a world that is exactly at the end of its burn-in; raise ValueError at any other month."""
    if world.month != 0:
        raise ValueError(f"a snapshot must be taken at the end of the burn-in (month 0), not in month {world.month}")
    firms = world.firms and other_firms(world.firms, world.firms.before_plan, None)
    return BurnedIn(
        world.before_rules, renewed(world.state, 0, 0), world.cell.copy(), world.people, world.residents,
        world.households, world.burn_in, world.cooldown_row, world.people_seed, firms,
        world.lenders, world.known, world.labour,
    )  # fmt: skip


def resume(
    kept: BurnedIn, society: SocietyFile, regime: RegimeFile, seed: int, *, partitions: int = 1,
    team: Team | None = None,
) -> World:  # fmt: skip
    """Return a world that continues from a snapshot, before month 0 of `regime`.

    `society`: the same as in the world from which the snapshot was taken. `seed`: the random seed from month 0 on.
    """
    course, firms = compile_phases(society, regime), kept.firms
    state, rows = renewed(kept.state, *most(course)), cooldown_row(course)
    state.cooldown = carried_over(state.cooldown, kept.cooldown_row, rows)
    if firms and society.firms:
        firms = other_firms(firms, compile_firms(society.firms, regime), begins(regime))
    return World(
        before_rules=kept.before_rules,
        phases=course,
        state=state,
        people=kept.people,
        residents=kept.residents,
        burn_in=kept.burn_in,
        people_seed=kept.people_seed,
        months_seed=np.uint64(seed),
        cell=kept.cell.copy(),
        followed=np.empty(0, np.int32),
        partitions=partitions,
        households=kept.households,
        cooldown_row=rows,
        team=team,
        tick=kept.burn_in,
        firms=firms,
        labour=kept.labour,
        method=method_of(society, regime),
        lenders=kept.lenders,
        known=kept.known,
    )

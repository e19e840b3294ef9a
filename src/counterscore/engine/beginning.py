"""How a world begins: people drawn, rules compiled, room made for the children to come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from counterscore.engine import births
from counterscore.engine.compiling import compile_plan
from counterscore.engine.groups import cells
from counterscore.engine.state import start
from counterscore.engine.world import World
from counterscore.regime.schema import About, RegimeFile
from counterscore.society.draw import draw
from counterscore.society.schema import SocietyFile


def no_regime(society: SocietyFile) -> RegimeFile:
    """Return the regime that watches nothing, weighs nothing and gates nothing."""
    about = About(
        id="none", title="No regime", summary="Decisions by the incumbents alone.", society=society.society.id
    )
    return RegimeFile(regime=about)


def begin(
    society: SocietyFile,
    regime: RegimeFile,
    citizens: int,
    people_seed: int,
    seed: int,
    *,
    months: int = 0,
    followed: NDArray[np.int32] | None = None,
    partitions: int = 1,
    pool: ThreadPoolExecutor | None = None,
    with_ties: bool = True,
) -> World:
    """Return the world before the first month of its run-in."""
    plan = compile_plan(society, regime)
    run_in = int(society.society.run_in.value)
    people = draw(society, citizens, people_seed, threads=partitions if pool else 1, with_ties=with_ties)
    room = _room(society, citizens, months + run_in)
    state = start(people, room, len(plan.lists.below), len(plan.asking.demand))
    state.born[:] -= np.int16(run_in)  # the ages drawn are those at the start of the run-in
    births.count_room(state.offsets, state.friends, state.room)
    begins = regime.phases[0].from_month if regime.phases else 0
    nobody = np.empty(0, np.int32)
    return World(
        before_rules=compile_plan(society, no_regime(society)),
        plan=plan,
        begins=begins,
        state=state,
        people=citizens,
        residents=citizens,
        run_in=run_in,
        seed=np.uint64(seed),
        cell=cells(state, citizens),
        followed=nobody if followed is None else followed,
        partitions=partitions,
        pool=pool,
    )


def _room(society: SocietyFile, citizens: int, months: int) -> int:
    """Places for the children expected in so many months, and some more; the world makes room if they are too few."""
    births = society.circumstances.births
    usual = max((chance.value for chance in births.chance), default=0.0)
    return 16 + int(citizens * months * usual * _SHARE_OF_MOTHERS)


# Roughly the share of women of the most fertile ages; only for the first guess at the room needed.
_SHARE_OF_MOTHERS = 0.12

"""Make a world: draw its people, compile its rules, and allocate places for the children to come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.cooldown import cooldown_row, rows_of
from counterscore.engine.access.learning import nothing_known
from counterscore.engine.access.lending import opened
from counterscore.engine.compile.phases import compile_phases, most
from counterscore.engine.compile.plan import compile_plan
from counterscore.engine.core.groups import cells
from counterscore.engine.core.plan import Hazards
from counterscore.engine.core.state import start
from counterscore.engine.core.team import Team
from counterscore.engine.firms.beginning import begin_firms
from counterscore.engine.life import births
from counterscore.engine.life.opinion_exchange import begin_opinions
from counterscore.engine.life.pairing import join_couples
from counterscore.engine.methods.choosing import method_of
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile, RegimeHeader
from counterscore.society.draw import draw
from counterscore.society.people import People
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT

YEAR = 12


def no_regime(society: SocietyFile) -> RegimeFile:
    """Return an empty regime: no data sources, no score and no gates."""
    about = RegimeHeader(
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
    team: Team | None = None,
    with_ties: bool = True,
) -> World:
    """Return a world before the first month of its burn-in.

    `months`: length of the simulation after the burn-in, to allocate places for births. `followed`: ids of the people
    whose accounts are kept, ascending.
    """
    people = draw(society, citizens, people_seed, threads=partitions if team else 1, with_ties=with_ties)
    world = begin_with(people, society, regime, people_seed, seed, months=months, partitions=partitions, team=team)
    world.followed = world.followed if followed is None else followed
    return world


def begin_with(
    people: People, society: SocietyFile, regime: RegimeFile, people_seed: int, seed: int, *, months: int,
    partitions: int, team: Team | None,
) -> World:  # fmt: skip
    """Return a world of these people before the first month of its burn-in; do not use `people` afterwards."""
    course, citizens = compile_phases(society, regime), people.count
    last = course[-1].plan
    burn_in = int(society.society.run_in.value)
    firms = begin_firms(society, regime, no_regime(society), people, people_seed)
    room = _room(last.hazards, people, months + burn_in)
    lists, operators = most(course)
    rows = cooldown_row(course)
    meeting = last.meeting
    state = start(
        people, room, lists, len(last.asking.demand), rows_of(rows), operators, len(last.lending), meeting.met > 0,
        meeting.newborn,
    )  # fmt: skip
    join_couples(state.bits, state.household, state.spouse, citizens)
    state.born[:] -= np.int16(burn_in)  # people were drawn with their ages at the start of the burn-in
    births.count_room(state.offsets, state.friends, state.room)
    world = World(
        before_rules=compile_plan(society, no_regime(society)),
        phases=course,
        state=state,
        people=citizens,
        residents=citizens,
        burn_in=burn_in,
        people_seed=np.uint64(people_seed),
        months_seed=np.uint64(seed),
        cell=cells(state, citizens),
        followed=np.empty(0, np.int32),
        partitions=partitions,
        households=int(state.household[:citizens].max()) + 1,
        cooldown_row=rows,
        team=team,
        firms=firms,
        method=method_of(society, regime),
        lenders=opened(last.lending, citizens),
        known=nothing_known(last.deciders),
    )
    begin_opinions(world)
    return world


def _room(hazards: Hazards, people: People, months: int) -> int:
    """Return the number of places for the births expected in `months`; the world enlarges the state if they run out."""
    years = np.clip(-people.columns["born"].astype(np.int64) // YEAR, 0, hazards.births.shape[1] - 1)
    bits = people.columns["bits"].astype(np.uint32)
    women, row = (bits & np.uint32(BIT["female"])) != 0, 4 * ((bits & np.uint32(BIT["partnered"])) != 0)
    row = row + people.columns["education"]
    a_month = hazards.births[row[women], years[women]].sum(dtype=np.int64) / (1 << 32)
    return int(a_month * months) + 1

"""The refusals of a past month: who was judged, and the lowest rung that would have passed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import BY_GATE
from counterscore.engine.access.people import Askers
from counterscore.engine.access.verdict import find_least, judged_of
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import Bytes, pick
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


class Refused(NamedTuple):
    """Requests that gates refused: who asked, who was judged, the decision, the lowest rung that would have passed."""

    person: Ints
    judged: Ints
    decision: Bytes
    least: Ints


def refused(world: World, rules: Plan, month: MonthResult) -> Refused:
    """Return the refusals by gates in `month`, which must be the last month simulated; `rules`: its plan."""
    by_gate = [(asks, np.flatnonzero(said == BY_GATE)) for asks, _, said in month.asks]
    person = np.concatenate([asks.person[here] for asks, here in by_gate])
    decision = np.concatenate([asks.decision[here] for asks, here in by_gate])
    judged, least = judged_of(world.state, person), np.empty(len(person), np.int32)
    clock = Clock(month=month.month, tick=month.month + world.burn_in, seed=world.seed_in(month.month))
    who = pick(Askers, world.state, 0, world.people)
    find_least(rules.gates, month.lines, who, person, judged, decision, clock, least)
    return Refused(person=person, judged=judged, decision=decision, least=least)

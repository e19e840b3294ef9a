"""Ways round the score: what they and the responses cost, what is hidden, and what is put on record undone."""

from __future__ import annotations

import numpy as np

from counterscore.bench.peer.view import holds
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.engine.plan import Plan, Ruses
from counterscore.engine.predictors import CENSOR, COMPLY, GAME, ROWS, WARY
from counterscore.engine.state import State

_ONE, _NOTHING = np.float32(1.0), np.float32(0.0)
_WORDS = 2.0**32


def pay(ruses: Ruses, s: State, rows: Floats) -> None:
    """Take what the responses and the ways round cost this month; nobody owes by them."""
    months = ruses.comply * rows[COMPLY] + ruses.censor * rows[CENSOR]
    months = months + ruses.game * rows[GAME]
    months = months + ruses.wary * rows[WARY]
    for k, cost in enumerate(ruses.cost):
        months = months + cost * rows[ROWS + k]
    s.wealth[:] = np.maximum(s.wealth - months * s.wage, _NOTHING)


def reach(plan: Plan, s: State, rows: Floats, eyes: int) -> Words:
    """Threshold below which one of the partners sees an act of each person; of one that is hidden from it, less."""
    sight, ruses = plan.sight, plan.ruses
    partners = len(sight.needs)
    if eyes > partners:
        hidden = _ONE - rows[ROWS + ruses.veil[eyes - partners - 1]]
        whole = reach(plan, s, rows, int(ruses.veiled[eyes - partners - 1]))
        return (whole.astype(np.float64) * hidden.astype(np.float64)).astype(np.uint32)
    if eyes == partners:
        return np.zeros(len(s.bits), np.uint32)
    covered = (s.bits & sight.needs[eyes]) == sight.needs[eyes]
    there: Words = np.where(holds(s.bits, "urban"), sight.urban[eyes : eyes + 1], sight.rural[eyes : eyes + 1])
    return np.where(covered, there, np.uint32(0))


def fake(plan: Plan, s: State, a: int, rows: Floats, within: Words, eye: Words, seen: Ints) -> None:
    """Put one act more on record for those who fake it and can pay, from the upper end of the word for what is seen."""
    ruses, who = plan.ruses, plan.acts.who[a]
    using = (_ONE - rows[ROWS + ruses.faked[a]]).astype(np.float64)
    cost = ruses.price[a] * s.wage
    open_to = ((s.bits & who) == who) & (within > 0) & (cost <= s.wealth)
    fakes = open_to & (eye.astype(np.float64) >= _WORDS * using)
    s.wealth[fakes] -= cost[fakes]
    seen += fakes

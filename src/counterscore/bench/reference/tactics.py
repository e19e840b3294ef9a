"""Tactics: what they and the responses cost, which acts they hide, and which acts they fake."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.view import holds
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.engine.acts.predictors import CENSOR, COMPLY, GAME, ROWS, WARY
from counterscore.engine.acts.tactics import FINE, HUNDREDTHS
from counterscore.engine.core.plan import Plan, Tactics
from counterscore.engine.core.state import State

_ONE, _HALF, _NOTHING = np.float32(1.0), np.float32(0.5), np.float32(0.0)
_WORDS = 2.0**32


def used(rows: Floats) -> list[int]:
    """Return how much each tactic was used."""
    return [int((row * FINE).astype(np.int64).sum()) for row in rows[ROWS:]]


def _hundredths(money: Floats) -> int:
    return int((money * HUNDREDTHS + _HALF).astype(np.int64).sum())


def pay(tactics: Tactics, s: State, rows: Floats) -> int:
    """Subtract the cost of responses and tactics from wealth, down to 0, and return the sum in hundredths."""
    months = tactics.comply * rows[COMPLY] + tactics.censor * rows[CENSOR]
    months = months + tactics.game * rows[GAME]
    months = months + tactics.wary * rows[WARY]
    for k, cost in enumerate(tactics.cost):
        months = months + cost * rows[ROWS + k]
    owed = months * s.wage
    spent = _hundredths(np.minimum(owed, s.wealth))
    s.wealth[:] = np.maximum(s.wealth - owed, _NOTHING)
    return spent


def reach(plan: Plan, s: State, rows: Floats, eyes: int) -> Words:
    """Return by person the threshold of the word below which a source sees an act; it is lower for hidden acts."""
    sight, tactics = plan.sight, plan.tactics
    sources = len(sight.needs)
    if eyes > sources:
        hidden = _ONE - rows[ROWS + tactics.veil[eyes - sources - 1]]
        whole = reach(plan, s, rows, int(tactics.veiled[eyes - sources - 1]))
        return (whole.astype(np.float64) * hidden.astype(np.float64)).astype(np.uint32)
    if eyes == sources:
        return np.zeros(len(s.bits), np.uint32)
    covered = (s.bits & sight.needs[eyes]) == sight.needs[eyes]
    there: Words = sight.by_place[eyes, 2 * s.region.astype(np.intp) + holds(s.bits, "urban")]
    return np.where(covered, there, np.uint32(0))


def fake(plan: Plan, s: State, a: int, rows: Floats, within: Words, eye: Words, seen: Ints) -> tuple[int, int]:
    """Record one more act for each person who fakes it and can pay; the upper end of the sight word decides.

    Return the number of fakes, and their cost in hundredths.
    """
    tactics, who = plan.tactics, plan.acts.who[a]
    using = (_ONE - rows[ROWS + tactics.faked[a]]).astype(np.float64)
    cost = tactics.price[a] * s.wage
    open_to = ((s.bits & who) == who) & (within > 0) & (cost <= s.wealth)
    fakes = open_to & (eye.astype(np.float64) >= _WORDS * using)
    s.wealth[fakes] -= cost[fakes]
    seen += fakes
    return int(fakes.sum()), _hundredths(cost[fakes])

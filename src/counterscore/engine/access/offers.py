"""Offers: how deciders who learn rank requests, and at which rate lenders would lend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import GRANTED, NO_PLACE
from counterscore.engine.access.judging import HEAD
from counterscore.engine.access.learning import predicted, ranked
from counterscore.engine.access.lending import lend, priced, principal
from counterscore.engine.access.signs import Values, signs
from counterscore.engine.access.verdict import judged_of
from counterscore.engine.core.plan import CreditTerms, LearningTerms
from counterscore.engine.core.state import Bytes, Longs, Shorts, State
from counterscore.engine.world import World

_HEAD = int(HEAD)
Places = NDArray[np.intp]
Chosen = NDArray[np.bool_]


class Loan(NamedTuple):
    """What lenders offer, one entry a request: the class of the rate and the loan, in hundreds of yuan.

    A loan repays what is still owed of an earlier one (`before`). `dear`: which are refused because the rate would be
    above the cap.
    """

    rate: Bytes
    owed: Shorts
    before: Shorts
    dear: Chosen


@dataclass(frozen=True)
class Offer:
    """What deciders make of the requests for one decision in a partition, one entry a request.

    `learner`, `market`: indices in `Plan.deciders` and `Plan.lending`, -1 for none. `which`: places of the requests in
    the partition's buffer. `signs`: columns x requests; `group`: the regression used.
    """

    learner: int
    market: int
    which: Places
    person: Ints
    signs: Values
    group: Longs
    loan: Loan


def offered_decisions(world: World) -> list[int]:
    """Return the decisions with a credit market or with deciders who learn, in order."""
    plan = world.rules
    return sorted({each.decision for each in (*plan.lending, *plan.deciders)})


def offer(world: World, d: int, which: Places, person: Ints, key: Longs, by: Bytes) -> tuple[Offer, Longs, Bytes]:
    """Return what deciders make of the requests for decision `d`, with their new queue keys and verdicts.

    Those whom a list lets pass are served first, at the cap at most. Those whom a regime ranks keep their rank.
    """
    plan, group = world.rules, np.zeros(len(person), np.int64)
    learner, market = _index(plan.deciders, d), _index(plan.lending, d)
    chance = group + (plan.lending[market].believed if market >= 0 else 0)
    seen, first = np.empty((0, len(person))), key >= _HEAD
    if learner >= 0:
        terms, known = plan.deciders[learner], world.known[learner]
        seen, group = _seen(world, terms, person)
        chance = predicted(known, seen, group)
        if known.steps and not plan.gates.by_rank[d]:
            key = np.where(first, key, ranked(terms, known, chance, key))
    loan = _loan(world, market, person, chance, ~first & (by == GRANTED))
    made = Offer(learner=learner, market=market, which=which, person=person, signs=seen, group=group, loan=loan)
    return made, key, np.where(loan.dear, NO_PLACE, by).astype(np.uint8)


def _loan(world: World, market: int, person: Ints, chance: Longs, open_to: Chosen) -> Loan:
    """Return what lenders offer, given the expected default; `open_to`: whom they may refuse for the price."""
    if market < 0:
        nothing = np.zeros(len(person), np.uint16)
        return Loan(rate=nothing.astype(np.uint8), owed=nothing, before=nothing, dear=nothing > 0)
    terms = world.rules.lending[market]
    rate, above = priced(terms, chance)
    owed, before = principal(terms, world.state.wage[person]), world.state.owed[market, person]
    return Loan(rate=rate, owed=owed, before=before, dear=above & open_to)


def _seen(world: World, terms: LearningTerms, person: Ints) -> tuple[Values, Longs]:
    """Return the signs of those who are judged for these people, and which regression applies to each."""
    judged = judged_of(world.state, person)
    group = ((world.state.bits[judged] & terms.by) != 0).astype(np.int64)
    return signs(world.rules, world.state, terms, judged, world.people, world.clock), group


def _index(terms: tuple[CreditTerms, ...] | tuple[LearningTerms, ...], d: int) -> int:
    return next((place for place, each in enumerate(terms) if each.decision == d), -1)


def enter_loans(state: State, made: Offer, granted: Chosen, bad: Chosen) -> None:
    """Enter the loans that were granted and will be repaid, given which requests were granted and go wrong."""
    if made.market >= 0:
        good = granted & ~bad
        lend(state, made.market, made.person[good], made.loan.rate[good], made.loan.owed[good])

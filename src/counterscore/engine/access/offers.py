"""Offers: how deciders who learn rank requests, and at which rate lenders would lend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import GRANTED, NO_PLACE
from counterscore.engine.access.judging import HEAD
from counterscore.engine.access.learning import predicted, ranked
from counterscore.engine.access.lending import lend, priced, principal
from counterscore.engine.access.signs import signs
from counterscore.engine.access.verdict import judged_of
from counterscore.engine.core.plan import CreditTerms, LearningTerms
from counterscore.engine.core.state import Bytes, Longs, Shorts, State
from counterscore.engine.world import World

_HEAD = int(HEAD)
Places = NDArray[np.intp]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Offer:
    """What deciders make of the requests for one decision in a partition, one entry a request.

    `learner`, `market`: indices in `Plan.deciders` and `Plan.lending`, -1 for none. `which`: places of the requests in
    the partition's buffer. `signs`: columns x requests; `group`: the regression used. `rate`, `owed`: the loan.
    `dear`: which are refused because the rate would be above the cap.
    """

    learner: int
    market: int
    which: Places
    person: Ints
    signs: Longs
    group: Longs
    rate: Bytes
    owed: Shorts
    dear: Chosen


def offered_decisions(world: World) -> list[int]:
    """Return the decisions with a credit market or with deciders who learn, in order."""
    plan = world.rules
    return sorted({each.decision for each in (*plan.lending, *plan.deciders)})


def offer(world: World, d: int, which: Places, person: Ints, key: Longs, by: Bytes) -> tuple[Offer, Longs, Bytes]:
    """Return what deciders make of the requests for decision `d`, with their new queue keys and verdicts.

    Those whom a list lets pass are served first, at the cap at most. Those whom a regime ranks keep their rank.
    """
    plan, none = world.rules, np.zeros(len(person), np.int64)
    learner, market = _index(plan.deciders, d), _index(plan.lending, d)
    chance, seen, group = none + (plan.lending[market].believed if market >= 0 else 0), none[None], none
    first = key >= _HEAD
    if learner >= 0:
        terms, known = plan.deciders[learner], world.known[learner]
        seen, group = _seen(world, terms, person)
        chance = predicted(known, seen, group)
        if known.steps and not plan.gates.by_rank[d]:
            key = np.where(first, key, ranked(terms, known, chance, key))
    rate, owed, dear = none.astype(np.uint8), none.astype(np.uint16), none > 0
    if market >= 0:
        rate, above = priced(plan.lending[market], chance)
        dear = above & ~first & (by == GRANTED)
        owed = principal(plan.lending[market], world.state.wage[person])
    made = Offer(
        learner=learner, market=market, which=which, person=person, signs=seen, group=group, rate=rate, owed=owed,
        dear=dear,
    )  # fmt: skip
    return made, key, np.where(dear, NO_PLACE, by).astype(np.uint8)


def _seen(world: World, terms: LearningTerms, person: Ints) -> tuple[Longs, Longs]:
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
        lend(state, made.market, made.person[good], made.rate[good], made.owed[good])

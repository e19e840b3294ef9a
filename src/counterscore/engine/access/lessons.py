"""Lessons: after the answers of a month, lenders enter new loans and losses in their books, and deciders learn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counterscore.engine.access.gate import GRANTED, NO_PLACE
from counterscore.engine.access.learning import Known, observed, refitted
from counterscore.engine.access.lending import HUNDRED, Lender, after_loans
from counterscore.engine.access.offers import Offer
from counterscore.engine.access.outcome import BAD
from counterscore.engine.access.signs import UNIT, columns
from counterscore.engine.core.plan import CreditTerms, LearningTerms
from counterscore.engine.core.state import Bytes, Longs
from counterscore.engine.methods.method import Finding
from counterscore.engine.world import World

YEAR = 12
_ONE = 1 << 20
_CLASSES = 400  # classes of rates for a rate of 1


class AnsweredOffers(NamedTuple):
    """The requests for one decision in a partition: what deciders made of them, the answers, and the outcomes."""

    offer: Offer
    said: Bytes
    outcome: Bytes


def learn(world: World, answered: list[AnsweredOffers]) -> None:
    """Replace the world's lenders and what deciders know by what they are after this month's answers."""
    plan, month = world.rules, world.month
    lenders, known = list(world.lenders), list(world.known)
    for each in answered:
        if each.offer.market >= 0:
            terms = plan.lending[each.offer.market]
            lenders[each.offer.market] = _booked(terms, lenders[each.offer.market], each)
        if each.offer.learner >= 0:
            known[each.offer.learner] = _observed(known[each.offer.learner], each)
    for place, terms in enumerate(plan.deciders):
        if (world.tick + 1) % terms.every == 0:
            before, known[place] = known[place], refitted(terms, known[place])
            world.findings += _coefficients(terms, before, known[place], month)
    if (world.tick + 1) % YEAR == 0:
        world.findings += [found for k, terms in enumerate(plan.lending) for found in _year(terms, lenders[k], month)]
        lenders = [lender._replace(loans=0, classes=0, dear=0, short=0) for lender in lenders]
    world.lenders, world.known = tuple(lenders), tuple(known)


def _booked(terms: CreditTerms, lender: Lender, each: AnsweredOffers) -> Lender:
    """Return the lenders with the loans of one partition in their books."""
    granted, bad, yuan = each.said == GRANTED, each.outcome == BAD, each.offer.loan.owed.astype("int64") * HUNDRED
    good = granted & ~bad
    after = after_loans(terms, lender, int(yuan[good].sum()), int(yuan[granted & bad].sum()))
    return after._replace(
        lent=after.lent - int(each.offer.loan.before[good].sum(dtype="int64")) * HUNDRED,
        loans=after.loans + int(granted.sum()),
        classes=after.classes + int(each.offer.loan.rate[granted].sum(dtype="int64")),
        dear=after.dear + int(each.offer.loan.dear.sum()),
        short=after.short + int(((each.said == NO_PLACE) & ~each.offer.loan.dear).sum()),
    )


def _observed(known: Known, each: AnsweredOffers) -> Known:
    granted = each.said == GRANTED
    bad: Longs = (each.outcome[granted] == BAD).astype("int64")
    return observed(known, each.offer.signs[:, granted], each.offer.group[granted], bad)


def _coefficients(terms: LearningTerms, before: Known, known: Known, month: int) -> Iterator[Finding]:
    """Yield the coefficients of a fit, in probability of a bad outcome a unit of each sign; none in the burn-in."""
    if month < 0:
        return
    for group, belief in enumerate(known.belief.tolist()):
        cases = int(before.sums[group, 0, 0]) // (UNIT * UNIT)
        for name, value in zip(columns(terms), belief, strict=True):
            term = f"{terms.name} {name}" + (f" group {group}" if len(known.belief) > 1 else "")
            yield Finding(month=month, what="what deciders learnt", term=term, value=value / _ONE, cases=cases)


def _year(terms: CreditTerms, lender: Lender, month: int) -> Iterator[Finding]:
    """Yield what loans cost in the year, and how many were refused for the price or for lack of funds."""
    if month < 0:
        return
    asked = lender.loans + lender.dear + lender.short
    values = {
        "mean interest rate of new loans": (lender.classes / _CLASSES / max(lender.loans, 1), lender.loans),
        "share refused because the rate would be too high": (lender.dear / max(asked, 1), asked),
        "share refused for lack of funds": (lender.short / max(asked, 1), asked),
        "share of capital lent": (lender.lent / max(lender.capital, 1), lender.loans),
    }
    for what, (value, cases) in values.items():
        yield Finding(month=month, what=what, term=terms.name, value=round(value, 6), cases=cases)

"""Lending: what a loan costs by risk, how far lenders' funds reach, and what loans bring and cost, in whole yuan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, kernel
from counterscore.chance.philox import first_words
from counterscore.chance.purposes import LOAN_ENDS
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import CreditTerms
from counterscore.engine.core.state import Bytes, Longs, Shorts, State
from counterscore.society.traits import BIT

Chosen = NDArray[np.bool_]
HUNDRED = 100
_SHIFT = 20
_CLASSES_A_YEAR = 4 * 100 * 12  # quarters of a percent, months
_ALIVE = np.uint32(BIT["alive"])
_MOST = np.iinfo(np.uint16).max
_NOBODY = int(np.iinfo(np.int64).max)


class Lender(NamedTuple):
    """The lenders of one market taken together, in whole yuan.

    `capital`: what they have; `lent`: what of it is lent out. Since the last report: `loans`, the sum of their
    `classes` of rates, and requests refused because the rate would be above the cap (`dear`) or for lack of funds
    (`short`).
    """

    capital: int
    lent: int = 0
    loans: int = 0
    classes: int = 0
    dear: int = 0
    short: int = 0

    @property
    def funds(self) -> int:
        """What is there to lend."""
        return max(self.capital - self.lent, 0)


def opened(lending: tuple[CreditTerms, ...], residents: int) -> tuple[Lender, ...]:
    """Return the lenders at the start, with all of their capital at hand."""
    return tuple(Lender(_target(terms, residents)) for terms in lending)


def _target(terms: CreditTerms, residents: int) -> int:
    return int(terms.capital * residents)


def priced(terms: CreditTerms, chance: Longs) -> tuple[Bytes, Chosen]:
    """Return the class of the break-even rate for each expected default (in 2**-20), and which are above the cap."""
    rate = np.searchsorted(terms.riskiest, chance)
    dearest = len(terms.riskiest) - 1
    return np.minimum(rate, dearest).astype(np.uint8), rate > dearest


def principal(terms: CreditTerms, wage: Floats) -> Shorts:
    """Return the loan that people with this wage get, in hundreds of yuan."""
    return np.clip((wage * terms.amount / np.float32(HUNDRED)).astype(np.int64), 1, _MOST).astype(np.uint16)


def serviced(lending: tuple[CreditTerms, ...], state: State, lo: int, hi: int, clock: Clock) -> Longs:
    """Let the people lo up to hi pay interest, and end loans; return interest and repayments in yuan, a row a market.

    A loan ends with the state that it gives, by chance, or with the borrower's death.
    """
    sums = np.zeros((len(lending), 2), np.int64)
    for place, terms in enumerate(lending):
        who = lo + np.flatnonzero(state.owed[place, lo:hi])
        owed = state.owed[place, who].astype(np.int64) * HUNDRED
        interest = owed * state.rate[place, who] // _CLASSES_A_YEAR
        burden = interest.astype(np.float32) * terms.from_savings
        state.wealth[who] = np.maximum(state.wealth[who] - burden, np.float32(0.0))
        over = _over(terms, state, who, clock)
        state.owed[place, who[over]] = 0
        sums[place] = interest.sum(), owed[over].sum()
    return sums


def _over(terms: CreditTerms, state: State, who: Longs, clock: Clock) -> Chosen:
    """Return which of these loans end."""
    bits = state.bits[who]
    if terms.ends_with:
        return ((bits & _ALIVE) == 0) | ((bits & terms.ends_with) == 0)
    words, about = state.key[who], np.full(len(who), terms.decision, np.uint32)
    end_words(words, about, clock)
    return ((bits & _ALIVE) == 0) | (words < terms.ends)


@kernel
def end_words(words: Words, about: Words, clock: Clock) -> None:
    """Replace the keys of people by random words for the ends of their loans. `about`: the decision."""
    first_words(clock.tick, int(LOAN_ENDS), clock.seed, words, about)


def balanced(terms: CreditTerms, lender: Lender, residents: int, interest: int, repaid: int) -> Lender:
    """Return the lenders after a month's interest, cost and repayments; owners close part of the gap to the target."""
    capital = lender.capital + interest - (lender.lent * int(terms.upkeep) >> _SHIFT)
    capital += (_target(terms, residents) - capital) * int(terms.refill) >> _SHIFT
    return lender._replace(capital=capital, lent=lender.lent - repaid)


def reach(funds: int, keys: Longs, loans: Longs) -> int:
    """Return the lowest packed key that is approved if loans (yuan) are given in the order of keys, while funds last.

    >>> reach(250, np.array([5, 9, 7]), np.array([100, 100, 100])), reach(300, np.array([5, 9]), np.array([100, 100]))
    (7, 0)
    """
    order = np.argsort(-keys, kind="stable")
    given = int(np.searchsorted(np.cumsum(loans[order]), funds, side="right"))
    if given == len(keys):
        return 0
    return int(keys[order[given - 1]]) if given else _NOBODY


def lend(state: State, place: int, who: Ints, rate: Bytes, owed: Shorts) -> None:
    """Enter the loans of these people."""
    state.owed[place, who], state.rate[place, who] = owed, rate


def after_loans(terms: CreditTerms, lender: Lender, good: int, bad: int) -> Lender:
    """Return the lenders after new loans, in yuan: the good ones are lent, and of the bad ones a part is lost at once.

    The rest of a bad loan comes back in the same month.
    """
    return lender._replace(capital=lender.capital - (bad * int(terms.loss) >> _SHIFT), lent=lender.lent + good)

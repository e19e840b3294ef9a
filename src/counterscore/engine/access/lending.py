"""Lending: what a loan costs by risk, how far lenders' funds reach, and what loans bring and cost, in whole yuan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.philox import block
from counterscore.chance.purposes import LOAN_ENDS
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import CreditTerms
from counterscore.engine.core.state import Bytes, Longs, Shorts, State
from counterscore.society.traits import BIT

i64, u32, u64, f32 = np.int64, np.uint32, np.uint64, np.float32
Chosen = NDArray[np.bool_]
HUNDRED = 100
_SHIFT = 20
_CLASSES_A_YEAR = 4 * 100 * 12  # quarters of a percent, months
_ALIVE = np.uint32(BIT["alive"])
_MOST = np.iinfo(np.uint16).max
_NOBODY = int(np.iinfo(np.int64).max)


class Lender(NamedTuple):
    """The lenders of one market taken together, in whole yuan.

    `capital`: what they have; `lent`: what of it is lent out; `older`: what is out in loans from before the start.
    Since the last report: `loans`, the sum of their `classes` of rates, and requests refused because the rate would be
    above the cap (`dear`) or for lack of funds (`short`).
    """

    capital: int
    lent: int = 0
    older: int = 0
    loans: int = 0
    classes: int = 0
    dear: int = 0
    short: int = 0

    @property
    def funds(self) -> int:
        """What is there to lend."""
        return max(self.capital - self.lent - self.older, 0)


def opened(lending: tuple[CreditTerms, ...], residents: int) -> tuple[Lender, ...]:
    """Return the lenders at the start, with what of their capital is not out in older loans."""
    targets = [_target(terms, residents) for terms in lending]
    return tuple(
        Lender(target, older=target * int(terms.older) >> _SHIFT)
        for terms, target in zip(lending, targets, strict=True)
    )


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


class Debtors(NamedTuple):
    """The columns of a partition that loans read and change; `owed` and `rate` are those of one market."""

    key: Words
    bits: Words
    wealth: Floats
    owed: Shorts
    rate: Bytes


class Ending(NamedTuple):
    """What decides when loans of a market end, and what interest costs (see `CreditTerms`)."""

    decision: int
    ends_with: np.uint32
    ends: np.uint32
    from_savings: np.float32


def serviced(lending: tuple[CreditTerms, ...], state: State, lo: int, hi: int, clock: Clock) -> Longs:
    """Let the people lo up to hi pay interest, and end loans; return interest and repayments in yuan, a row a market.

    A loan ends with the state that it gives, by chance, or with the borrower's death.
    """
    sums = np.zeros((len(lending), 2), np.int64)
    for place, terms in enumerate(lending):
        ending = Ending(
            decision=terms.decision, ends_with=terms.ends_with, ends=terms.ends, from_savings=terms.from_savings
        )
        debtors = Debtors(
            key=state.key[lo:hi], bits=state.bits[lo:hi], wealth=state.wealth[lo:hi], owed=state.owed[place, lo:hi],
            rate=state.rate[place, lo:hi],
        )  # fmt: skip
        service(ending, debtors, clock, sums[place])
    return sums


@inlined
def _over(ending: Ending, bits: np.uint32, key: np.uint32, clock: Clock) -> bool:
    """Return whether a loan ends."""
    if (bits & _ALIVE) == u32(0):
        return True
    if ending.ends_with != u32(0):
        return (bits & ending.ends_with) == u32(0)
    seed = u64(clock.seed)
    word, _, _, _ = block(key, u32(clock.tick), u32(LOAN_ENDS), u32(ending.decision), u32(seed), u32(seed >> u64(32)))
    return bool(word < ending.ends)


@kernel
def service(ending: Ending, who: Debtors, clock: Clock, sums: Longs) -> None:
    """Let the debtors of one market pay interest, and end loans; add interest and repayments to `sums`."""
    which, count = np.empty(who.owed.shape[0] + 1, np.int32), 0
    for k in range(who.owed.shape[0]):
        which[count] = k
        count += int(who.owed[k] != 0)
    for k in which[:count]:
        yuan = i64(who.owed[k]) * HUNDRED
        interest = yuan * i64(who.rate[k]) // _CLASSES_A_YEAR
        who.wealth[k] = max(who.wealth[k] - f32(interest) * ending.from_savings, f32(0.0))
        sums[0] += interest
        if _over(ending, u32(who.bits[k]), u32(who.key[k]), clock):
            sums[1] += yuan
            who.owed[k] = 0


def balanced(terms: CreditTerms, lender: Lender, residents: int, interest: int, repaid: int) -> Lender:
    """Return the lenders after a month's interest, cost and repayments; owners close part of the gap to the target."""
    capital = lender.capital + interest - (lender.lent * int(terms.upkeep) >> _SHIFT)
    capital += (_target(terms, residents) - capital) * int(terms.refill) >> _SHIFT
    older = lender.older - (lender.older * int(terms.runs_off) >> _SHIFT)
    return lender._replace(capital=capital, lent=lender.lent - repaid, older=older)


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

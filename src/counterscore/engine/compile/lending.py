"""Compile the credit markets, and what deciders learn."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from counterscore.engine.access.compiling import NO_GATE, each_gate
from counterscore.engine.compile.acts import mask
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.core.plan import CreditTerms, LearningTerms, Scale
from counterscore.engine.core.state import Longs
from counterscore.regime.schema import RegimeFile
from counterscore.society.credit import Credit
from counterscore.society.credit_faults import CLASSES_A_PERCENT, ends_with
from counterscore.society.decisions import Decision, Incumbent
from counterscore.society.learning import LearningDeciders
from counterscore.society.schema import SocietyFile

ONE = 1 << 20
YEAR = 12
_FULL = 255
_NO_ERROR = np.float32(-1.0)


def lending(society: SocietyFile) -> tuple[CreditTerms, ...]:
    """Return the credit markets of a society, in the order of its decisions."""
    return tuple(
        _terms(society, d, decision, decision.credit) for d, decision in enumerate(society.decisions) if decision.credit
    )


def deciders(
    society: SocietyFile, regime: RegimeFile, scale: Scale, eased: frozenset[str] = frozenset()
) -> tuple[LearningTerms, ...]:
    """Return the decisions whose deciders learn; they see a score if a gate applies or the decision is `eased`.

    `eased`: the decisions that are perks of the operator whose score stands for a person.
    """
    gates = each_gate(society, regime)
    return tuple(
        _decider(society, d, decision, decision.learning)._replace(
            scored=scale.active and (gates[d] is not NO_GATE or decision.id in eased),
            base=int(scale.base),
            top=int(scale.top),
        )
        for d, decision in enumerate(society.decisions)
        if decision.learning
    )


def instalment(society: SocietyFile) -> np.float32:
    """Return the fixed price of a loan, as a share of the wage: 0 if a credit market sets the price of borrowing."""
    priced = any(d.credit and any(effect.changes == "borrower" for effect in d.granted) for d in society.decisions)
    return np.float32(0.0 if priced else society.circumstances.instalment.value)


def share(value: float) -> np.int64:
    """Return a share in whole units of 2**-20."""
    return np.int64(round(Decimal(value) * ONE))


def _terms(society: SocietyFile, d: int, decision: Decision, credit: Credit) -> CreditTerms:
    states, months = ends_with(decision, society.circumstances), _months(society, decision, credit)
    upkeep = credit.funds.value + credit.cost.value
    return CreditTerms(
        decision=d,
        name=decision.id,
        amount=np.float32(credit.amount.value),
        ends_with=np.uint32(mask(states[:1])),
        ends=threshold(0.0 if states else 1 / months),
        capital=np.float64(credit.capital.value * society.circumstances.median_income.value / YEAR),
        refill=share(credit.refill.value),
        upkeep=share(upkeep / YEAR),
        loss=share(credit.loss.value),
        older=share(credit.older.value if credit.older else 0.0),
        runs_off=share(1 / months),
        riskiest=_riskiest(upkeep, credit.loss.value * YEAR / months, credit.cap.value),
        from_savings=np.float32(credit.from_savings.value),
        believed=_believed(decision),
    )


def _months(society: SocietyFile, decision: Decision, credit: Credit) -> float:
    """Return how long a loan runs on average."""
    if credit.term:
        return credit.term.value
    ends = ends_with(decision, society.circumstances)[0]
    return 1 / next(lapse.chance.value for lapse in society.circumstances.lapses if lapse.ends == ends)


def _riskiest(upkeep: float, loss: float, cap: float) -> Longs:
    """Return, by class of rates, the highest probability of default p at which (1 - p) * (r - upkeep) = loss * p.

    `loss`: in a default, spread over the years of the loan. A loan in default is written off at once: it bears no
    interest and costs no upkeep.
    """
    rates = np.arange(1, int(cap * 100 * CLASSES_A_PERCENT + 1e-9) + 1) / (100 * CLASSES_A_PERCENT)
    margin = rates - upkeep
    break_even = np.where(margin >= 0, margin / np.maximum(margin + loss, 2.0**-40), -1.0)
    return np.floor(np.concatenate([[-1.0], break_even]) * ONE).astype(np.int64)


def _believed(decision: Decision) -> np.int64:
    return share(decision.outcome.ill_rate.value if decision.outcome else 0.0)


def _decider(society: SocietyFile, d: int, decision: Decision, learning: LearningDeciders) -> LearningTerms:
    markets = [k for k, each in enumerate(each for each in society.decisions if each.credit) if each is decision]
    interview = learning.interview
    grouped = interview.group_error if interview and interview.group_error else None
    return LearningTerms(
        decision=d,
        name=decision.id,
        credit=markets[0] if markets else -1,
        every=int(learning.every.value),
        kept=share(2.0 ** -(learning.every.value / learning.memory.value)),
        prior=learning.prior.value,
        believed=_believed(decision),
        signs=tuple(_spread_out(learning, len(society.population.regions.shares))),
        scored=False,
        base=0,
        top=0,
        by=np.uint32(mask([learning.by])) if learning.by else np.uint32(0),
        lottery=_lottery(decision.incumbent),
        error=np.float32(interview.error.value) if interview else _NO_ERROR,
        group=np.uint32(mask([interview.group])) if interview and interview.group else np.uint32(0),
        group_error=np.float32(grouped.value) if grouped else np.float32(0.0),
    )


def _spread_out(learning: LearningDeciders, regions: int) -> list[str]:
    """Return the signs, with one for each region in place of `region`."""
    return [
        name
        for sign in learning.signs
        for name in ([f"region {k}" for k in range(regions)] if sign == "region" else [sign])
    ]


def _lottery(incumbent: Incumbent) -> int:
    """Return the lottery's part of the incumbent's weights, of 255."""
    weights = {name: figure.value if figure else 0.0 for name, figure in incumbent}
    return int(weights["lottery"] * _FULL / sum(weights.values()))

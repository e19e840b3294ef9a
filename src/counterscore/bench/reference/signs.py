"""What deciders see of applicants, in NumPy; compared with the engine's in a test of its own."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.view import bit
from counterscore.chance.kernel import Floats, Ints
from counterscore.engine.core.plan import LearningTerms, Reference
from counterscore.engine.core.state import Longs, State
from counterscore.society.traits import BIT

_UNIT = 64


def signs(state: State, terms: LearningTerms, who: Ints, reference: Reference, month: int) -> Longs:
    """Return the constant, the declared signs and the score of these people, columns x people, in 64ths."""
    rung = state.score[who].astype(np.int64)
    score = (rung - terms.base) * 4 * _UNIT // max(terms.top, 1)
    seen = [_sign(state, name, who, reference, month) for name in terms.signs]
    return np.array([np.full(len(who), _UNIT), *seen, np.where((rung > 0) & bool(terms.scored), score, 0)], np.int64)


def _sign(state: State, name: str, who: Ints, reference: Reference, month: int) -> Longs:
    if name.startswith("region"):
        return np.where(state.region[who] == int(name.removeprefix("region ")), _UNIT, 0)
    if name in BIT:
        return np.where((state.bits[who] & bit(name)) != 0, _UNIT, 0)
    if name == "age":
        return (month - state.born[who].astype(np.int64) - 480) * _UNIT // 120
    if name == "education":
        return (state.education[who].astype(np.int64) - 1) * _UNIT
    if name == "history":
        return state.history[who].astype(np.int64) * _UNIT // 128
    yuan = state.wage[who] if name == "income" else state.wealth[who]
    return doublings(yuan) - doublings(np.array([reference.median_wage]))


def doublings(yuan: Floats) -> Longs:
    """Return the logarithm to base 2 of a sum in 64ths, linear between powers of two.

    >>> doublings(np.array([1, 2, 3, 4], np.float32)).tolist()
    [0, 64, 96, 128]
    """
    part, power = np.frexp(np.maximum(yuan, 1).astype(np.float64))
    return np.floor((power - 1 + (2 * part - 1)) * _UNIT).astype(np.int64)

"""Matching: how many searchers meet a vacant post, and how many posts it pays to offer.

The functions are those of Petrongolo and Pissarides (2001); free entry is that of Pissarides (2000). `np.float32` and
the project's own `exp2` and `log2` give the same bits on every machine.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import kernel
from counterscore.chance.maths import exp, exp2, log, log2
from counterscore.engine.core.plan import LabourTerms

f32 = np.float32
MOST_VACANCIES = 20.0  # per searcher


@kernel
def _power(base: np.float32, exponent: np.float32) -> np.float32:
    return exp2(exponent * log2(base))


@kernel
def _exp(x: np.float32) -> np.float32:
    return exp(x)


@kernel
def _log(x: np.float32) -> np.float32:
    return log(x)


def meetings(terms: LabourTerms, searchers: float, vacancies: float) -> float:
    """Return the expected number of meetings in a month, never more than searchers or vacancies."""
    if searchers <= 0 or vacancies <= 0:
        return 0.0
    if terms.urn_ball:
        return vacancies * (1.0 - float(_exp(f32(-terms.efficiency * searchers / vacancies))))
    tightness = float(_power(f32(vacancies / searchers), f32(1.0 - terms.elasticity)))
    return min(terms.efficiency * searchers * tightness, searchers, vacancies)


def tightness(terms: LabourTerms, hired: float, value: float) -> float:
    """Return the number of vacancies per searcher at which a vacancy is worth nothing, at most `MOST_VACANCIES`.

    `hired`: the share of meetings that no gate or list spoils. `value`: that of a filled post. Free entry equates the
    cost of a vacancy to the chance that it is filled times that value.
    """
    gain = hired * value / terms.cost
    if gain <= 0:
        return 0.0
    if not terms.urn_ball:
        return min(float(_power(f32(terms.efficiency * gain), f32(1.0 / terms.elasticity))), MOST_VACANCIES)
    if gain <= 1:  # even a vacancy that is filled for certain does not pay
        return 0.0
    return min(terms.efficiency / -float(_log(f32(1.0 - 1.0 / gain))), MOST_VACANCIES)

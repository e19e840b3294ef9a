"""Wages of one's own: growth with age, and the income of households."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.view import bit, holds
from counterscore.engine.core.state import State
from counterscore.society.earnings import Pay

_YEAR = 12


def share_incomes(pay: Pay, s: State, month: int, households: int) -> None:
    """Let earnings grow with age, and write the income per head of everybody who is alive."""
    months = month - s.born.astype(np.int64)
    birthday = (months % _YEAR == 0) & (months > pay.grown) & (months < pay.retires)
    s.earnings[birthday] *= pay.step[months[birthday] // _YEAR]
    retired, works = months >= pay.retires, holds(s.bits, "employed")
    seeks = holds(s.bits, "labour-force") & (months >= pay.grown)
    pension = pay.pension[holds(s.bits, "urban").astype(np.int64)]
    out_of_work = np.where(seeks, pay.benefit * s.earnings, np.float32(0))
    income = np.where(retired, pension, np.where(works, s.earnings, out_of_work)).astype(np.int64)
    alive = (s.bits & bit("alive")) != 0
    total, heads = np.zeros(households, np.int64), np.zeros(households, np.int32)
    np.add.at(total, s.household[alive], income[alive])
    np.add.at(heads, s.household[alive], 1)
    home = s.household[alive]
    s.wage[alive] = total[home].astype(np.float32) / heads[home].astype(np.float32) + pay.support

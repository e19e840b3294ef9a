"""Learning: deciders regress the outcomes of people whom they approved on the signs that they saw of them.

A linear probability model with a ridge prior (Phelps 1972 for the decider's best linear prediction). Only the outcomes
of approved people are known, so labels are selective. Sums of products are whole numbers, and coefficients are rounded
to 2**-20, so that the result depends on no order, no partition and no number of threads.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.engine.access.signs import UNIT, Values, columns
from counterscore.engine.core.plan import LearningTerms
from counterscore.engine.core.state import Longs

ONE = 1 << 20
_SHIFT = 20
_SQUARE = UNIT * UNIT
_UNSEEN, _SURE = ONE >> 10, ONE - (ONE >> 4)
_MIDDLE, _HALF_SCALE, _FULL = 128, 64, 255


class Known(NamedTuple):
    """What the deciders of one decision know, by group if their regressions are separate.

    `sums`: groups x columns x columns, sums of products over approved people, the outcome (bad: 1) as the last column.
    `belief`: groups x columns of signs, the coefficients in 2**-20. `mean`: the mean prediction, in 2**-20, and
    `steps`: steps of the index for a whole unit of probability; 0 before the first fit.
    """

    sums: Longs
    belief: Longs
    mean: int
    steps: int


def nothing_known(deciders: tuple[LearningTerms, ...]) -> tuple[Known, ...]:
    """Return what deciders know before any outcome: they take all applicants to be alike."""
    return tuple(_nothing(terms) for terms in deciders)


def _nothing(terms: LearningTerms) -> Known:
    groups, signs = 1 + int(terms.by != 0), len(columns(terms))
    belief = np.zeros((groups, signs), np.int64)
    belief[:, 0] = terms.believed
    return Known(sums=np.zeros((groups, signs + 1, signs + 1), np.int64), belief=belief, mean=0, steps=0)


def predicted(known: Known, signs: Values, group: Longs) -> Longs:
    """Return the expected probability of a bad outcome in 2**-20, given the signs (columns x people) and the group."""
    belief = known.belief.astype(np.float64)  # all whole numbers, so products and their sums are exact
    found: Values = belief[0] @ signs
    for g in range(1, len(belief)):
        found[group == g] = belief[g] @ signs[:, group == g]
    return np.clip(found // UNIT, _UNSEEN, _SURE).astype(np.int64)


def ranked(terms: LearningTerms, known: Known, chance: Longs, key: Longs) -> Longs:
    """Return queue keys by prediction, the lowest risk first; the lottery keeps its part of the incumbent's index.

    One standard deviation of the predictions for approved people is 64 of 255 steps.
    """
    quality = np.clip(_MIDDLE + (((known.mean - chance) * known.steps) >> _SHIFT), 0, _FULL)
    lottery = key & 0xFFFF
    index = (_FULL - terms.lottery) * quality + terms.lottery * (lottery >> 8)
    return np.maximum((index << 16) | lottery, 1)


def observed(known: Known, signs: Values, group: Longs, bad: Longs) -> Known:
    """Return what deciders know after the outcomes of approved people, whose signs are columns x people."""
    cases = np.vstack([signs, bad * UNIT])
    parts = [cases] if len(known.sums) == 1 else [cases[:, group == g] for g in range(len(known.sums))]
    sums = np.array([here @ here.T for here in parts])
    return known._replace(sums=known.sums + sums.astype(np.int64))


def refitted(terms: LearningTerms, known: Known) -> Known:
    """Return what deciders know after a new fit; older outcomes then count less."""
    fits = [_fit(terms, sums.astype(np.float64) / _SQUARE) for sums in known.sums]
    belief = np.rint(np.array(fits) * ONE).astype(np.int64)
    cases, mean, spread = _moments(known.sums / _SQUARE, np.array(belief) / ONE)
    return Known(
        sums=(known.sums * terms.kept) >> _SHIFT,
        belief=belief,
        mean=round(mean * ONE),
        steps=round(_HALF_SCALE / spread) if cases and spread > 1 / ONE else 0,
    )


def _fit(terms: LearningTerms, sums: Values) -> Values:
    """Return the coefficients with the least squared error plus `prior` times their squared distance from the prior."""
    first = np.zeros(len(sums) - 1)
    first[0] = terms.believed / ONE
    products = sums[:-1, :-1] + terms.prior * np.eye(len(first))
    return np.linalg.solve(products, sums[:-1, -1] + terms.prior * first).astype(np.float64)


def _moments(sums: Values, belief: Values) -> tuple[float, float, float]:
    """Return the number of cases, and the mean and standard deviation of the predictions for them."""
    cases = float(sums[:, 0, 0].sum())
    total = sum(float(b @ s[0, :-1]) for b, s in zip(belief, sums, strict=True))
    squares = sum(float(b @ s[:-1, :-1] @ b) for b, s in zip(belief, sums, strict=True))
    mean = total / max(cases, 1.0)
    return cases, mean, float(np.sqrt(max(squares / max(cases, 1.0) - mean * mean, 0.0)))

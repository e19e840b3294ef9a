"""Corrects an extreme estimate for having been picked out of many."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterscore.study.estimate import Estimate

_WRONG = 0.05


def corrected(found: Sequence[Estimate], freedom: int) -> list[Estimate]:
    """Return estimates of which the largest and the smallest may be picked without exaggeration.

    The largest of many estimates is partly the luckiest. So each value is shrunk towards the mean of all by the share
    of their variance that is chance: the empirical Bayes estimate of normal means, which is free of selection bias
    (Efron 2011, Tweedie's formula and selection bias). Intervals are widened so that all of them together cover in 95
    of 100 cases (Bonferroni).

    `freedom`: degrees of freedom of the intervals, which every estimate must have.

    >>> alike = [Estimate(value, value - 1.0, value + 1.0) for value in (0.0, 0.1, 0.4)]
    >>> [round(each.value, 2) for each in corrected(alike, 7)]
    [0.17, 0.17, 0.17]
    """
    from scipy.stats import t

    values = np.array([each.value for each in found], np.float64)
    halves = np.array([((each.high or 0.0) - (each.low or 0.0)) / 2 for each in found])
    errors = halves / float(t.ppf(1 - _WRONG / 2, freedom))
    shrunk = _shrunk(values, errors)
    wide = errors * float(t.ppf(1 - _WRONG / (2 * len(values)), freedom))
    low, high = values - wide, values + wide
    ends = zip(found, np.clip(shrunk, low, high).tolist(), low.tolist(), high.tolist(), strict=True)
    return [Estimate(value, low, high, each.variation) for each, value, low, high in ends]


def _shrunk(values: NDArray[np.float64], errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values shrunk towards their precision-weighted mean, the more the less precise they are.

    The variance of the true values is that of DerSimonian and Laird (1986). A value without error stays.
    """
    chance = errors > 0
    if chance.sum() < 2:
        return values
    weight = 1 / errors[chance] ** 2
    mean = float(weight @ values[chance] / weight.sum())
    spread = float(weight @ (values[chance] - mean) ** 2) - (len(weight) - 1)
    real = max(spread / float(weight.sum() - (weight**2).sum() / weight.sum()), 0.0)
    weight = 1 / (real + errors[chance] ** 2)
    mean = float(weight @ values[chance] / weight.sum())
    found = values.copy()
    found[chance] = mean + real * weight * (values[chance] - mean)
    return found

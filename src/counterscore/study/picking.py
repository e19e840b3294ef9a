"""Corrects an extreme estimate for having been picked out of many."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
    real = max(float(values.var(ddof=1)) - float((errors**2).mean()), 0.0) if len(values) > 1 else np.inf
    kept = np.divide(real, real + errors**2, out=np.ones(len(values)), where=(errors > 0) & np.isfinite(real))
    shrunk = values.mean() + kept * (values - values.mean())
    wide = errors * float(t.ppf(1 - _WRONG / (2 * len(values)), freedom))
    return [
        Estimate(value, low, high, each.variation)
        for each, value, low, high in zip(
            found, shrunk.tolist(), (values - wide).tolist(), (values + wide).tolist(), strict=True
        )
    ]

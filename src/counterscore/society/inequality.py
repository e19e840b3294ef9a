"""Bounds on the Gini coefficient, given the mean incomes of equal groups.

Source: Gastwirth 1972, "The estimation of the Lorenz curve and Gini index".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_STEPS = 100


def lowest_gini(means: Sequence[float]) -> float:
    """Return the Gini coefficient if everybody in a group has the same income; `means` must increase.

    >>> round(lowest_gini([1.0, 3.0]), 3)
    0.25
    """
    count, whole = len(means), sum(means)
    return sum((2 * rank + 1 - count) * mean for rank, mean in enumerate(means)) / (count * whole)


def highest_gini(means: Sequence[float]) -> float:
    """Return the largest Gini coefficient that groups with these means allow, without a limit on the highest incomes.

    A group contributes most if everybody in it is at one of its two limits. The limits are searched from the poorest
    group upwards, each between the means of the groups that it divides.

    >>> round(highest_gini([1.0, 3.0]), 3)
    0.5
    """
    best = {0.0: 0.0}
    for mean, higher in pairwise(means):
        limits = [mean + (higher - mean) * step / _STEPS for step in range(_STEPS + 1)]
        best = {limit: max(so_far + _spread(mean, low, limit) for low, so_far in best.items()) for limit in limits}
    most = max(so_far + means[-1] - low for low, so_far in best.items())
    return lowest_gini(means) + most / (len(means) * sum(means))


def _spread(mean: float, low: float, high: float) -> float:
    return (mean - low) * (high - mean) / (high - low) if high > low else 0.0

"""Between which Gini coefficients the means of equal groups leave room.

Source: Gastwirth 1972, "The estimation of the Lorenz curve and Gini index".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_STEPS = 100


def lowest_gini(means: Sequence[float]) -> float:
    """Return the Gini coefficient if nobody differs from the others of the group; `means` rise.

    >>> round(lowest_gini([1.0, 3.0]), 3)
    0.25
    """
    count, whole = len(means), sum(means)
    return sum((2 * place + 1 - count) * mean for place, mean in enumerate(means)) / (count * whole)


def highest_gini(means: Sequence[float]) -> float:
    """Return the largest Gini coefficient that groups with these means allow, the richest without a limit.

    A group contributes most if all in it stand at one of its two limits; the limits are searched from the poorest
    group up, each between the means of the groups it divides.

    >>> round(highest_gini([1.0, 3.0]), 3)
    0.5
    """
    best = {0.0: 0.0}
    for mean, higher in pairwise(means):
        limits = [mean + (higher - mean) * step / _STEPS for step in range(_STEPS + 1)]
        best = {limit: max(sofar + _spread(mean, low, limit) for low, sofar in best.items()) for limit in limits}
    most = max(sofar + means[-1] - low for low, sofar in best.items())
    return lowest_gini(means) + most / (len(means) * sum(means))


def _spread(mean: float, low: float, high: float) -> float:
    return (mean - low) * (high - mean) / (high - low) if high > low else 0.0

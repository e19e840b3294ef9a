"""A ratio of two means over the same random seeds, with the interval of Fieller (1954)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterscore.study.estimate import Estimate


def ratio(parts: Sequence[float], wholes: Sequence[float]) -> Estimate:
    """Return the mean of the parts divided by that of the wholes, with its 95 % interval.

    The interval holds every ratio r at which the mean of part - r * whole is not clear by Student's t. It has no ends
    if there are fewer than two seeds, or if the mean of the wholes is not clearly different from 0.

    >>> found = ratio([1.0, 1.1, 0.9], [2.0, 2.2, 1.8])
    >>> round(found.value, 6), round(found.low, 6), round(found.high, 6)
    (0.5, 0.5, 0.5)
    """
    from counterscore.study.designs import student

    part, whole = float(np.mean(parts)), float(np.mean(wholes))
    if not whole:
        return Estimate(None)
    if len(parts) < 2:
        return Estimate(part / whole)
    t = student(len(parts) - 1) ** 2 / len(parts)
    (var_part, both), (_, var_whole) = (t * np.cov(parts, wholes)).tolist()
    a, b, c = whole**2 - var_whole, part * whole - both, part**2 - var_part
    if a <= 0:
        return Estimate(part / whole)
    half = max(b * b - a * c, 0.0) ** 0.5
    return Estimate(part / whole, (b - half) / a, (b + half) / a)

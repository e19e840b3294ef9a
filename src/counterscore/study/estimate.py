"""A mean with its interval, from one value per random seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Estimate:
    """A mean over random seeds with its 95 % interval (Student's t).

    `value` is None if there was nobody to measure with some seed; `low` and `high` are None with fewer than two seeds.
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def sure(self) -> bool:
        """Return whether the interval excludes 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def estimate(values: Sequence[float | None]) -> Estimate:
    """Return the mean of one value per seed, with its interval; None if any value is None.

    >>> estimate([1.0, 3.0]).value, estimate([1.0]), estimate([None, 1.0]).value
    (2.0, Estimate(value=1.0, low=None, high=None), None)
    """
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known:
        return Estimate(None)
    mean = float(np.mean(known))
    if len(known) < 2:
        return Estimate(mean)
    return around(mean, float(np.std(known, ddof=1)) / len(known) ** 0.5, len(known) - 1)


def around(mean: float, error: float, freedom: int) -> Estimate:
    """Return a mean with its 95 % interval, from its standard error and the degrees of freedom."""
    from counterscore.study.designs import student

    half = student(freedom) * error
    return Estimate(mean, mean - half, mean + half)

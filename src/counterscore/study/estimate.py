"""A number with its interval, from one value a random seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Estimate:
    """A mean over random seeds with its 95 % interval (Student). None where it cannot be computed.

    `value` is None where there was nobody to measure, the ends where there are fewer than two seeds.
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def sure(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def estimate(values: Sequence[float | None]) -> Estimate:
    """Return the mean of values, one a seed, and its interval.

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
    """Return the 95 % interval of a mean with this standard error and so many degrees of freedom."""
    from counterscore.study.designs import student

    half = student(freedom) * error
    return Estimate(mean, mean - half, mean + half)

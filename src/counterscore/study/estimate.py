"""A mean with its interval and what it varies with, from one value per replicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Variation:
    """Standard deviations of a figure: between random seeds within a population, and between populations.

    They are those of a single replicate, not of the mean, and do not depend on the number of replicates. None where one
    population, or one random seed each, cannot tell.
    """

    seeds: float | None = None
    populations: float | None = None


@dataclass(frozen=True)
class Estimate:
    """A mean over replicates with its 95 % interval.

    `value` is None if there was nobody to measure in some replicate; `low` and `high` are None with a single replicate.
    With several populations the interval covers other populations of the same society; with one, only other random
    seeds for the same people. `variation`: see `Variation`.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    variation: Variation = Variation()

    @property
    def sure(self) -> bool:
        """Return whether the interval excludes 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def estimate(values: Sequence[float | None]) -> Estimate:
    """Return the mean of independent values, with its interval (Student's t); None if any value is None.

    >>> estimate([1.0, 3.0]).value, estimate([1.0]).low, estimate([None, 1.0]).value
    (2.0, None, None)
    """
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known:
        return Estimate(None)
    mean = float(np.mean(known))
    if len(known) < 2:
        return Estimate(mean)
    return around(mean, float(np.std(known, ddof=1)) / len(known) ** 0.5, len(known) - 1)


def nested(values: NDArray[np.floating[Any]]) -> Estimate:
    """Return the mean of a table populations x random seeds, with its interval and variation.

    With two populations or more, the interval is Student's over the means of the populations, which are independent:
    for such a balanced design it is the interval that a mixed model with a random effect of the population gives, with
    populations - 1 degrees of freedom (Searle, Casella and McCulloch 1992, Variance Components, chapter 3). With one
    population it is Student's over its random seeds. None if any value is NaN.

    >>> found = nested(np.array([[1.0, 3.0], [5.0, 7.0]]))
    >>> found.value, found.variation.seeds
    (4.0, 1.4142135623730951)
    """
    table = np.asarray(values, np.float64)
    if np.isnan(table).any():
        return Estimate(None)
    means = table.mean(axis=1) if len(table) > 1 else table[0]
    found = estimate(means.tolist())
    return Estimate(found.value, found.low, found.high, _variation(table))


def _variation(table: NDArray[np.float64]) -> Variation:
    """Estimate the components of variance by the analysis of variance; a negative estimate is 0."""
    populations, seeds = table.shape
    within = float(table.var(axis=1, ddof=1).mean()) if seeds > 1 else None
    if populations < 2:
        return Variation(seeds=None if within is None else within**0.5)
    if within is None:
        return Variation()
    between = max(float(table.mean(axis=1).var(ddof=1)) - within / seeds, 0.0)
    return Variation(seeds=within**0.5, populations=between**0.5)


def around(mean: float, error: float, freedom: int) -> Estimate:
    """Return a mean with its 95 % interval, from its standard error and the degrees of freedom."""
    from counterscore.study.designs import student

    half = student(freedom) * error
    return Estimate(mean, mean - half, mean + half)

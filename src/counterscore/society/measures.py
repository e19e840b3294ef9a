"""Measures of synthetic people that can be compared with a published figure.

To add a measure, write a function of sample and target that returns a TargetEstimate, and add it to MEASURES under the
name that targets use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from counterscore.society.sample import CheckSample, Numbers, TargetEstimate

if TYPE_CHECKING:
    from counterscore.society.population_schema import Target

Measure = Callable[[CheckSample, "Target"], TargetEstimate]
FIFTHS = 5
_BANDWIDTH = 0.02


def ratio(numerators: Numbers, denominators: Numbers) -> TargetEstimate:
    """Return the ratio of two sums, of numerators and of denominators with one entry per person."""
    value = float(numerators.sum() / denominators.sum())
    return TargetEstimate(value, (numerators - value * denominators) / denominators.mean())


def share(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the share of the target's population that has the target's characteristics."""
    return ratio(sample.counting(target).astype(np.float64), sample.about(target).astype(np.float64))


def household_size(sample: CheckSample, _: Target) -> TargetEstimate:
    """Return the mean number of people per household."""
    household = np.asarray(sample.people.columns["household"])
    heads = np.diff(household, prepend=-1).astype(np.float64)
    return ratio(np.ones(len(household)), heads)


def mean_income(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the mean income per head, in yuan a year, of the people counted."""
    counted = sample.counting(target).astype(np.float64)
    return ratio(sample.income * counted, counted)


def median_income(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the median income per head, in yuan a year; the density around it gives the influence of each person."""
    counted = sample.counting(target)
    low, middle, high = np.quantile(sample.income[counted], [0.5 - _BANDWIDTH, 0.5, 0.5 + _BANDWIDTH])
    density = 2 * _BANDWIDTH / (high - low)
    side = np.where(sample.income > middle, 0.5, -0.5) * counted
    return TargetEstimate(float(middle), side / density / counted.mean())


def fifth_income(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the mean income per head of one income fifth, in yuan a year; `part` is "1" for the lowest to "5"."""
    fifth = int(target.part or 0)
    if not 1 <= fifth <= FIFTHS:
        raise ValueError(f"target {target.id}: part: {target.part}; allowed: 1, 2, 3, 4, 5")
    order = np.argsort(sample.income, kind="stable")
    limits = [len(order) * end // FIFTHS for end in (fifth - 1, fifth)]
    ranked = sample.income[order]
    value = float(ranked[slice(*limits)].mean())
    # The influence of a mean between two quantiles is that of incomes clipped at both.
    clipped = np.clip(sample.income, ranked[limits[0]], ranked[limits[1] - 1])
    return TargetEstimate(value, (clipped - clipped.mean()) * FIFTHS)


MEASURES: dict[str, Measure] = {
    "share": share,
    "household-size": household_size,
    "mean-income": mean_income,
    "median-income": median_income,
    "quintile-income": fifth_income,
}

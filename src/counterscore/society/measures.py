"""What can be measured of the synthetic people and held against a published figure.

To add a measure, write a function of sample and target that returns an Estimate, and enter it in MEASURES under the
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
_BESIDE = 0.02


def ratio(above: Numbers, below: Numbers) -> TargetEstimate:
    """Return the sum of `above` over the sum of `below`, both one entry a person."""
    value = float(above.sum() / below.sum())
    return TargetEstimate(value, (above - value * below) / below.mean())


def share(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the share who count among those whom the figure is about."""
    return ratio(sample.counting(target).astype(np.float64), sample.about(target).astype(np.float64))


def household_size(sample: CheckSample, _: Target) -> TargetEstimate:
    """Return people a household."""
    household = np.asarray(sample.people.columns["household"])
    heads = np.diff(household, prepend=-1).astype(np.float64)
    return ratio(np.ones(len(household)), heads)


def mean_income(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the mean income per head of those who count."""
    counted = sample.counting(target).astype(np.float64)
    return ratio(sample.income * counted, counted)


def median_income(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the median income per head of those who count; the density beside it gives its influence."""
    counted = sample.counting(target)
    low, middle, high = np.quantile(sample.income[counted], [0.5 - _BESIDE, 0.5, 0.5 + _BESIDE])
    density = 2 * _BESIDE / (high - low)
    side = np.where(sample.income > middle, 0.5, -0.5) * counted
    return TargetEstimate(float(middle), side / density / counted.mean())


def fifth_income(sample: CheckSample, target: Target) -> TargetEstimate:
    """Return the mean income per head of one fifth of the people by income, `part` from "1", the lowest, to "5"."""
    fifth = int(target.part or 0)
    if not 1 <= fifth <= FIFTHS:
        raise ValueError(f"target {target.id}: part: {target.part}; one of 1, 2, 3, 4, 5")
    order = np.argsort(sample.income, kind="stable")
    limits = [len(order) * place // FIFTHS for place in (fifth - 1, fifth)]
    ranked = sample.income[order]
    value = float(ranked[slice(*limits)].mean())
    # The influence of a mean between two quantiles is that of the incomes cut off at both.
    cut = np.clip(sample.income, ranked[limits[0]], ranked[limits[1] - 1])
    return TargetEstimate(value, (cut - cut.mean()) * FIFTHS)


MEASURES: dict[str, Measure] = {
    "share": share,
    "household-size": household_size,
    "mean-income": mean_income,
    "median-income": median_income,
    "quintile-income": fifth_income,
}

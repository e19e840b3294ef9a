"""Inequality: the Gini coefficient."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.stratification.belongings import income, wealth
from counterscore.measure.stratification.chances import granted


def gini(values: NDArray[np.floating[Any]]) -> float:
    """Return the Gini coefficient of the numbers that are not NaN; NaN for fewer than two or if all are 0.

    Pairs are of two different people. Pairs of a person with themselves would lower it in small groups (Deltas 2003).

    >>> gini(np.array([0.0, 0.0, 0.0, 1.0]))
    1.0
    """
    ordered = np.sort(values[~np.isnan(values)])
    count, total = len(ordered), float(ordered.sum())
    if count < 2 or total <= 0:
        return float("nan")
    return float((2 * np.arange(1, count + 1) - count - 1) @ ordered / ((count - 1) * total))


def gini_income(world: Outcomes, group: Flags) -> float:
    """Return the Gini coefficient of income."""
    return gini(income(world)[group])


def gini_wealth(world: Outcomes, group: Flags) -> float:
    """Return the Gini coefficient of wealth."""
    return gini(wealth(world)[group])


def gini_opportunity(world: Outcomes, group: Flags) -> float:
    """Return the Gini coefficient of approval rates among adults."""
    return gini(granted(world)[group & world.adult])

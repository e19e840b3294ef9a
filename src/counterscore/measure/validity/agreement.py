"""Agreement between score and true trustworthiness."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false
# SciPy has no type stubs.
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.run.privacy.guess import area

NOTHING = float("nan")


def correlation(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Return the Pearson correlation; NaN for fewer than two people or if one variable does not vary."""
    if len(first) < 2:
        return NOTHING
    a, b = first - np.mean(first), second - np.mean(second)
    spread = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum() / spread) if spread > 0 else NOTHING


def ranks(values: NDArray[Any]) -> NDArray[np.float64]:
    """Return the rank of each value, from 1 for the lowest; equal values share their mean rank.

    >>> ranks(np.array([3.0, 1.0, 3.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    from scipy.stats import rankdata

    return np.asarray(rankdata(values), np.float64)


def truth_rank(world: Outcomes, group: Flags) -> float:
    """Return the Spearman correlation of score and trustworthiness."""
    scored = group & ~np.isnan(world.scores)
    return correlation(ranks(world.scores[scored]), ranks(world.people.trustworthiness[scored]))


def truth_auc(world: Outcomes, group: Flags) -> float:
    """Return the area under the ROC curve of the score for being in the more trustworthy half."""
    scored = ~np.isnan(world.scores)
    if not (group & scored).any():
        return NOTHING
    median = np.median(world.people.trustworthiness[scored])
    members = group & scored
    upper = world.people.trustworthiness[members] > median
    return area(world.scores[members], upper) if upper.any() and not upper.all() else NOTHING

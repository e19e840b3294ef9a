"""How far the score agrees with true trustworthiness."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.run.privacy.guess import auc as auc
from counterscore.run.privacy.guess import places as places

NOTHING = float("nan")


def correlation(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Return Pearson's correlation; NaN for fewer than two people or where one does not vary."""
    if len(first) < 2:
        return NOTHING
    a, b = first - np.mean(first), second - np.mean(second)
    spread = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum() / spread) if spread > 0 else NOTHING


def truth_rank(world: Outcomes, group: Flags) -> float:
    """Return Spearman's correlation of score and trustworthiness."""
    kept = group & ~np.isnan(world.scores)
    return correlation(places(world.scores[kept]), places(world.people.trustworthiness[kept]))


def truth_auc(world: Outcomes, group: Flags) -> float:
    """Return the area under the ROC curve of the score against being of the more trustworthy half."""
    scored = ~np.isnan(world.scores)
    if not (group & scored).any():
        return NOTHING
    half = np.median(world.people.trustworthiness[scored])
    kept = group & scored
    return auc(world.scores[kept], world.people.trustworthiness[kept] > half)

"""rank: compare every firm's score with all others."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints


def ranks(score: Ints) -> Ints:
    """Return competition ranks: 1 for the highest score; equal scores share the better rank; 0 without a score.

    >>> ranks(np.array([5, 9, 5, 0], np.int32)).tolist()
    [2, 1, 2, 0]
    """
    rising = np.sort(score[score > 0])
    above = len(rising) - np.searchsorted(rising, score, side="right")
    return np.where(score > 0, above + 1, 0).astype(np.int32)


def line(score: Ints, percentile: float) -> int:
    """Return the lowest rung with at least `percentile` per cent of firms below it; 0 if no firm has a score."""
    rising = np.sort(score[score > 0])
    below = int(np.ceil(percentile / 100 * len(rising)))
    if not len(rising) or below == 0:
        return 0
    return int(rising[below - 1]) + 1

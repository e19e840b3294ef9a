"""rank: everybody against everybody. Scores are whole numbers, so counting them ranks exactly."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel

Longs = np.ndarray[tuple[int], np.dtype[np.int64]]


@kernel
def merge(counts: np.ndarray[tuple[int, int], np.dtype[np.int32]], total: Ints) -> tuple[int, int, int]:
    """Add up the partitions' counts by rung into `total`; return the lowest and highest rung in use and how many stand.

    Rung 0 (no score) is left out. The counts are set to nothing for the next month.
    """
    low, high, people = total.shape[0], 0, 0
    total[0] = 0
    counts[:, 0] = 0
    for rung in range(1, total.shape[0]):
        here = np.int32(0)
        for part in range(counts.shape[0]):
            here += counts[part, rung]
            counts[part, rung] = 0
        total[rung] = here
        if here > 0:
            low, high, people = min(low, rung), rung, people + here
    return low, high, people


@kernel
def rung_at(total: Ints, low: int, high: int, below: int) -> int:
    """Return the lowest rung that has at least `below` people on lower rungs."""
    passed = 0
    for rung in range(low, high + 1):
        if passed >= below:
            return rung
        passed += total[rung]
    return high + 1


@kernel
def ranks(total: Ints, score: Ints, rank: Ints) -> None:
    """Write the competition rank (1 highest, equals share the better one) of everybody with a score; 0 for the others."""
    above = np.zeros(total.shape[0] + 1, np.int32)
    for rung in range(total.shape[0] - 1, 0, -1):
        above[rung] = above[rung + 1] + total[rung] if rung + 1 < total.shape[0] else total[rung]
    for j in range(score.shape[0]):
        rung = score[j]
        rank[j] = above[rung + 1] + 1 if rung > 0 else 0

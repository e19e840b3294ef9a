"""rank: everybody against everybody. Scores are whole numbers, so counting them ranks exactly."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel, stage

Longs = np.ndarray[tuple[int], np.dtype[np.int64]]


@stage
def _take(counts: Ints, total: Ints) -> None:
    """Add one partition's counts to the total and set them to nothing for the next month."""
    for rung in range(total.shape[0]):
        total[rung] += counts[rung]
    for rung in range(total.shape[0]):
        counts[rung] = 0


@kernel
def merge(counts: np.ndarray[tuple[int, int], np.dtype[np.int32]], total: Ints) -> tuple[int, int, int]:
    """Add up the partitions' counts by rung into `total`; return the lowest and highest rung in use and how many stand.

    Rung 0 (no score) is left out.
    """
    for rung in range(total.shape[0]):
        total[rung] = 0
    for part in range(counts.shape[0]):
        _take(counts[part], total)
    total[0] = 0
    people = 0
    for rung in range(total.shape[0]):
        people += int(total[rung])
    low, high = 1, total.shape[0] - 1
    while low < high and total[low] == 0:
        low += 1
    while high > low and total[high] == 0:
        high -= 1
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
    """Write everybody's competition rank (1 highest, equals share the better one); 0 for who has no score."""
    above = np.zeros(total.shape[0] + 1, np.int32)
    for rung in range(total.shape[0] - 1, 0, -1):
        above[rung] = above[rung + 1] + total[rung] if rung + 1 < total.shape[0] else total[rung]
    for j in range(score.shape[0]):
        rung = score[j]
        rank[j] = above[rung + 1] + 1 if rung > 0 else 0

"""rank: everybody against everybody. Scores are whole numbers, so counting them ranks exactly."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel, stage

Longs = np.ndarray[tuple[int], np.dtype[np.int64]]


CHUNK = 4096
Counts = np.ndarray[tuple[int, int], np.dtype[np.int32]]


@stage
def _sum(counts: Ints) -> np.int64:
    total = np.int64(0)
    for rung in range(counts.shape[0]):
        total += np.int64(counts[rung])
    return total


@stage
def _take(counts: Ints, total: Ints) -> None:
    """Add one partition's counts to the total and set them to nothing for the next month."""
    if _sum(counts) == 0:  # nobody here: most scores lie close together
        return
    for rung in range(total.shape[0]):
        total[rung] += counts[rung]
    for rung in range(total.shape[0]):
        counts[rung] = 0


@kernel
def merge(counts: Counts, total: Ints) -> tuple[int, int, int]:
    """Add up the partitions' counts by rung into `total`; return the lowest and highest rung in use and how many stand.

    Rung 0 (no score) is left out. Without anybody the rungs returned are the first of all.
    """
    low, high, people = total.shape[0], 1, 0
    counts[:, 0] = 0
    for start in range(0, total.shape[0], CHUNK):
        some = total[start : start + CHUNK]
        for rung in range(some.shape[0]):
            some[rung] = 0
        for part in range(counts.shape[0]):
            _take(counts[part, start : start + CHUNK], some)
        here = int(_sum(some))
        if here > 0:
            people += here
            low, high = min(low, start + _first(some)), start + _last(some)
    return min(low, high), high, people


@stage
def _first(total: Ints) -> int:
    rung = 0
    while total[rung] == 0:
        rung += 1
    return rung


@stage
def _last(total: Ints) -> int:
    rung = total.shape[0] - 1
    while total[rung] == 0:
        rung -= 1
    return rung


@kernel
def rung_at(total: Ints, low: int, high: int, below: int) -> int:
    """Return the lowest rung such that more than `below` people stand on it or lower: at most `below` stand lower.

    So equals are refused together only where all of them are among the last; one rung above the highest if nobody is
    to pass.
    """
    passed, start = 0, low
    while start + CHUNK <= high:
        here = int(_sum(total[start : start + CHUNK]))
        if passed + here > below:
            break
        passed, start = passed + here, start + CHUNK
    for rung in range(start, high + 1):
        passed += total[rung]
        if passed > below:
            return rung
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

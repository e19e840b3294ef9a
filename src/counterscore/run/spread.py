"""How scores are spread: over the scale, and across ties. Whole numbers only, so that any order gives the same."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel, stage
from counterscore.engine.state import Bytes, Longs

i32, i64 = np.int32, np.int64
PERCENTILES = (5, 25, 50, 75, 95)
PAIRED = ("pairs", "sum", "squares", "products")
_BITS = 15
_STRETCH = 1024


@stage
def _sum(counts: Ints) -> i64:
    total = i64(0)
    for count in counts:
        total += count
    return total


@stage
def _rung_of(counts: Ints, missing: i64) -> int:
    """The place in `counts` at which their running sum reaches `missing`."""
    place, passed = 0, i64(counts[0])
    while passed < missing:
        place += 1
        passed += counts[place]
    return place


@kernel
def spread(rungs: Ints, low: int, high: int, places: Longs, lines: Ints, quantiles: Ints, bands: Longs) -> None:
    """Write the rungs on which the people of `places` stand, counted from the lowest, and how many stand in each band.

    `places`: ascending, from 1 to the number of people; `lines`: the first rung of each band, ascending.
    """
    for band in range(lines.shape[0]):
        end = lines[band + 1] if band + 1 < lines.shape[0] else high + 1
        bands[band] = _sum(rungs[max(i64(lines[band]), low) : min(i64(end), high + 1)])
    passed, place = i64(0), 0
    for start in range(low, high + 1, _STRETCH):
        here = rungs[start : min(start + _STRETCH, high + 1)]
        reached = passed + _sum(here)
        while place < places.shape[0] and places[place] <= reached:
            quantiles[place] = start + _rung_of(here, places[place] - passed)
            place += 1
        passed = reached


@kernel
def across_ties(
    score: Ints, base: int, coarse: int, offsets: Ints, friends: Ints, lo: int, hi: int, sums: Longs
) -> None:
    """Add up, over the ties of the people lo..hi to others with a score, what a correlation needs: see PAIRED.

    Scores are taken from `base` and divided by 2**coarse, so that no sum overflows.
    """
    for person in range(lo, hi):
        if score[person] == 0:
            continue
        mine = i64(score[person] - base) >> coarse
        for place in range(offsets[person], offsets[person + 1]):
            friend = friends[place]
            if friend >= 0 and score[friend] > 0:
                sums[0] += 1
                sums[1] += mine
                sums[2] += mine * mine
                sums[3] += mine * (i64(score[friend] - base) >> coarse)


@kernel
def count_ties(
    score: Ints, offsets: Ints, friends: Ints, lo: int, hi: int, ties: Ints, theirs: Longs, scored: Ints
) -> None:
    """Write, for each of the people lo..hi, the number of ties, and the sum and number of the friends' scores."""
    for person in range(lo, hi):
        ties[person], theirs[person], scored[person] = i32(0), i64(0), i32(0)
        for place in range(offsets[person], offsets[person + 1]):
            friend = friends[place]
            if friend >= 0:
                ties[person] += 1
                theirs[person] += score[friend]
                scored[person] += score[friend] > 0


@kernel
def ties_by_cell(offsets: Ints, friends: Ints, cell: Bytes, lo: int, hi: int, ties: Longs) -> None:
    """Add the number of ties of the people lo..hi to their cells."""
    for person in range(lo, hi):
        for place in range(offsets[person], offsets[person + 1]):
            ties[cell[person]] += friends[place] >= 0


def coarseness(top: int) -> int:
    """Return by how many halvings a scale of so many rungs fits in 15 bits.

    >>> coarseness(600_001)
    5
    """
    return max(0, top.bit_length() - _BITS)

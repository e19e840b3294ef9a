"""How scores are spread: over the scale, and across ties. Whole numbers only, so that any order gives the same."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.core.state import Bytes, Longs
from counterscore.engine.scoring.rank import Standing

i32, i64 = np.int32, np.int64
PERCENTILES = (5, 25, 50, 75, 95)
PAIRED = ("pairs", "sum", "squares", "products")
_BITS = 15


def spread(standing: Standing, lines: Ints) -> tuple[Ints, Longs]:
    """Return the rungs at PERCENTILES, 0 without anybody, and how many stand in each band.

    `lines`: the first rung of each band, ascending.
    """
    if not standing.scored:
        return nowhere(lines)
    places = [max(1, -(-standing.scored * p // 100)) for p in PERCENTILES]
    lower = [standing.lower(int(line)) for line in lines]
    return (
        np.array([standing.at(place - 1) for place in places], np.int32),
        np.diff(np.array([*lower, standing.scored], np.int64)),
    )


def nowhere(lines: Ints) -> tuple[Ints, Longs]:
    """Return the same where no one number stands for a person."""
    return np.zeros(len(PERCENTILES), np.int32), np.zeros(len(lines), np.int64)


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

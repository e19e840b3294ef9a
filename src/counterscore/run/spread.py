"""The distribution of scores over the scale, and across close ties. Sums are whole numbers, so their order is free."""

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
    """Return the rungs at PERCENTILES, 0 without anybody, and the number of people in each band.

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
    """Return what `spread` returns if nobody has a score: zeros."""
    return np.zeros(len(PERCENTILES), np.int32), np.zeros(len(lines), np.int64)


@kernel
def across_ties(
    score: Ints, base: int, coarse: int, offsets: Ints, friends: Ints, lo: int, hi: int, sums: Longs
) -> None:
    """Add to `sums` what a correlation needs (see PAIRED), over ties of the people lo..hi to others with a score.

    `base` is subtracted from scores, and they are divided by 2**`coarse`, so that no sum overflows.
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
    """Write the number of ties of each of the people lo..hi, and the sum and number of their friends' scores."""
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
    """Return how often a scale of `top` rungs must be halved to fit into 15 bits.

    >>> coarseness(600_001)
    5
    """
    return max(0, top.bit_length() - _BITS)

"""Compressed sparse rows from masks. Both people of a pair read the same bit, so their rows agree without sorting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, kernel
from counterscore.society.affinity import FAR_WINDOW, NEAR_WINDOW, Masks
from counterscore.society.shuffle import Shuffle, number_at, position_of

u64 = np.uint64
_MOST = 2 * (NEAR_WINDOW + FAR_WINDOW)
_ONE = u64(1)


@kernel
def numbers_at(first: int, shuffle: Shuffle, ids: Ints) -> None:
    """Write the ids of the people at the positions from `first` on of the shuffled line, one per entry of `ids`."""
    for k in range(len(ids)):
        ids[k] = number_at(first + k, shuffle)


@kernel
def _tied_to(position: int | np.int64, window: int, masks: Masks, out: Ints) -> int:
    """Write the positions that `position` is tied to, later ones before earlier ones, and return their number."""
    found = 0
    mask, d = masks[position], 1
    while mask:
        if mask & _ONE:
            out[found] = position + d
            found += 1
        mask, d = mask >> _ONE, d + 1
    for back in range(1, min(window, position) + 1):
        if (masks[position - back] >> u64(back - 1)) & _ONE:
            out[found] = position - back
            found += 1
    return found


@kernel
def capacities(first: int, last: int, near: Masks, far: Masks, shuffle: Shuffle, offsets: NDArray[np.int64]) -> None:
    """Write the capacity of each row to the offset after it: its ties, plus an eighth, plus two places."""
    positions = np.empty(_MOST, np.int32)
    for i in range(first, last):
        degree = _tied_to(i, NEAR_WINDOW, near, positions)
        degree += _tied_to(position_of(i, shuffle), FAR_WINDOW, far, positions)
        offsets[i + 1] = degree + 2 + degree // 8


@kernel
def fill(
    first: int, last: int, near: Masks, far: Masks, shuffle: Shuffle, offsets: NDArray[np.int64], friends: Ints
) -> None:
    """Write the friends of everybody from `first` to `last` - 1, and -1 in the free places of their rows."""
    positions = np.empty(_MOST, np.int32)
    for i in range(first, last):
        start, end = offsets[i], offsets[i + 1]
        close = _tied_to(i, NEAR_WINDOW, near, positions)
        for k in range(close):
            friends[start + k] = positions[k]
        distant = _tied_to(position_of(i, shuffle), FAR_WINDOW, far, positions)
        for k in range(distant):
            friends[start + close + k] = number_at(np.int64(positions[k]), shuffle)
        for k in range(start + close + distant, end):
            friends[k] = -1

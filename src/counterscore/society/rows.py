"""Compressed sparse rows from masks. Both people of a pair read the same bit, so their rows agree without sorting."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, kernel
from counterscore.society.affinity import FAR_WINDOW, NEAR_WINDOW, Masks
from counterscore.society.kin import MOST_KIN, Family, kin_of
from counterscore.society.shuffle import Shuffle, number_at, position_of

i32, u64 = np.int32, np.uint64
_MOST = 2 * (NEAR_WINDOW + FAR_WINDOW) + MOST_KIN
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


class Relatives(NamedTuple):
    """Who is whose kin, and who lives with whom. Without declared kin, `family` is empty."""

    family: Family
    household: Ints


@kernel
def _row(i: int, near: Masks, far: Masks, shuffle: Shuffle, relatives: Relatives, out: Ints) -> int:
    """Write the ids of everybody whom person i is tied to: near, far, then kin who are neither; return their number."""
    close = _tied_to(i, NEAR_WINDOW, near, out)
    count = close + _tied_to(position_of(i, shuffle), FAR_WINDOW, far, out[close:])
    for k in range(close, count):
        out[k] = i32(number_at(np.int64(out[k]), shuffle))
    met = count
    kin = out[met:]
    for k in range(kin_of(i, relatives.family, relatives.household, kin)):
        known = False
        for other in out[:met]:
            known |= other == kin[k]
        if not known:
            out[count] = kin[k]
            count += 1
    return count


@kernel
def capacities(
    first: int, last: int, near: Masks, far: Masks, shuffle: Shuffle, relatives: Relatives, offsets: NDArray[np.int64]
) -> None:
    """Write the capacity of each row to the offset after it: its ties, plus an eighth, plus two places."""
    row = np.empty(_MOST, np.int32)
    for i in range(first, last):
        degree = _row(i, near, far, shuffle, relatives, row)
        offsets[i + 1] = degree + 2 + degree // 8


@kernel
def fill(
    first: int, last: int, near: Masks, far: Masks, shuffle: Shuffle, relatives: Relatives, offsets: NDArray[np.int64],
    friends: Ints,
) -> None:  # fmt: skip
    """Write the friends of everybody from `first` to `last` - 1, and -1 in the free places of their rows."""
    row = np.empty(_MOST, np.int32)
    for i in range(first, last):
        start, end = offsets[i], offsets[i + 1]
        degree = _row(i, near, far, shuffle, relatives, row)
        for k in range(degree):
            friends[start + k] = row[k]
        for k in range(start + degree, end):
            friends[k] = -1

"""From masks to compressed rows: both ends of a pair read the same bit, so the rows agree without being sorted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, kernel
from counterscore.society.affinity import FAR_WINDOW, NEAR_WINDOW, Masks
from counterscore.society.shuffle import Shuffle, number_at, place_of

u64 = np.uint64
_MOST = 2 * (NEAR_WINDOW + FAR_WINDOW)
_ONE = u64(1)


@kernel
def numbers_at(first: int, shuffle: Shuffle, ids: Ints) -> None:
    """Write who stands at the places from `first` of the shuffled line, as many as `ids` is long."""
    for k in range(len(ids)):
        ids[k] = number_at(first + k, shuffle)


@kernel
def _tied_places(place: int | np.int64, window: int, masks: Masks, out: Ints) -> int:
    """Write the places that `place` is tied to, those ahead before those behind, and return how many."""
    found = 0
    mask, d = masks[place], 1
    while mask:
        if mask & _ONE:
            out[found] = place + d
            found += 1
        mask, d = mask >> _ONE, d + 1
    for back in range(1, min(window, place) + 1):
        if (masks[place - back] >> u64(back - 1)) & _ONE:
            out[found] = place - back
            found += 1
    return found


@kernel
def needed(first: int, last: int, near: Masks, far: Masks, shuffle: Shuffle, offsets: NDArray[np.int64]) -> None:
    """Write the capacity of each row to the offset after it: its ties, two places, and an eighth more."""
    places = np.empty(_MOST, np.int32)
    for i in range(first, last):
        degree = _tied_places(i, NEAR_WINDOW, near, places)
        degree += _tied_places(place_of(i, shuffle), FAR_WINDOW, far, places)
        offsets[i + 1] = degree + 2 + degree // 8


@kernel
def fill(
    first: int, last: int, near: Masks, far: Masks, shuffle: Shuffle, offsets: NDArray[np.int64], friends: Ints
) -> None:
    """Write the friends of everyone from `first` to `last`, and -1 in the free places of their rows."""
    places = np.empty(_MOST, np.int32)
    for i in range(first, last):
        start, end = offsets[i], offsets[i + 1]
        close = _tied_places(i, NEAR_WINDOW, near, places)
        for k in range(close):
            friends[start + k] = places[k]
        distant = _tied_places(place_of(i, shuffle), FAR_WINDOW, far, places)
        for k in range(distant):
            friends[start + close + k] = number_at(np.int64(places[k]), shuffle)
        for k in range(start + close + distant, end):
            friends[k] = -1

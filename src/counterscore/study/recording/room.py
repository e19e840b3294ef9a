"""Makes room for newborns in arrays whose last axis is people."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_T = TypeVar("_T", bound=np.generic)


def roomy(array: NDArray[_T], people: int) -> NDArray[_T]:
    """Return the array, or a longer copy padded with 0, so that its last axis has at least `people` entries.

    >>> roomy(np.ones(2, np.int32), 3).tolist()
    [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    """
    missing = people - array.shape[-1]
    if missing <= 0:
        return array
    more = missing + 16 + array.shape[-1] // 50
    return np.concatenate([array, np.zeros((*array.shape[:-1], more), array.dtype)], axis=-1)


def make_room(columns: dict[str, NDArray[Any]], people: int) -> None:
    """Lengthen every array of `columns` to at least `people` entries."""
    for name, array in columns.items():
        columns[name] = roomy(array, people)


def cut(columns: dict[str, NDArray[Any]], people: int) -> dict[str, NDArray[Any]]:
    """Return the arrays cut to `people` entries."""
    return {name: np.ascontiguousarray(array[..., :people]) for name, array in columns.items()}

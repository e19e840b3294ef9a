"""Cache-line-aligned scratch buffers for kernels.

A vector of sixteen 32-bit numbers takes twice as long to read if it straddles two cache lines, and a month spends most
of its time reading rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, maker

_LINE = 64
_ITEM = 4


@maker
def _aligned(items: int, dtype: Any) -> Any:
    raw = np.empty(items + _LINE // _ITEM, dtype)
    skip = (-raw.ctypes.data % _LINE) // _ITEM
    return raw[skip : skip + items]


@maker
def floats(items: int) -> Floats:
    """Return an uninitialised buffer of `items` float32 numbers."""
    return _aligned(items, np.float32)


@maker
def ints(items: int) -> Ints:
    """Return an uninitialised buffer of `items` int32 numbers."""
    return _aligned(items, np.int32)


@maker
def words(items: int) -> Words:
    """Return an uninitialised buffer of `items` uint32 words."""
    return _aligned(items, np.uint32)

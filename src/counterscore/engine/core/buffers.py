"""Working space of a kernel: rows that begin where a line of the cache begins.

A vector of sixteen numbers that straddles two lines takes twice as long to read, and most of a month is reading rows.
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
    """Return so many float32 numbers."""
    return _aligned(items, np.float32)


@maker
def ints(items: int) -> Ints:
    """Return so many int32 numbers."""
    return _aligned(items, np.int32)


@maker
def words(items: int) -> Words:
    """Return so many 32-bit words."""
    return _aligned(items, np.uint32)

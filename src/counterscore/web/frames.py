"""The binary messages of the page: a header of eight bytes, then columns with one byte per person.

Header, little-endian: kind (1 byte), columns (1 byte), month (2 bytes), people (4 bytes). Kinds:

- PEOPLE: groups, region, and whether the person is worse or better off than the twin (see harm.py). Sent once.
- MONTH: levels and marks of the first city, then of the second (see city.py).
- SIDES: who loses (1) and who gains (2), one column per measure of lives (see effects.py). Sent once.

Only people alive at the start are sent: they have the same ids in both cities.
"""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from counterscore.web.city import City
from counterscore.web.harm import against

PEOPLE, MONTH, SIDES = 1, 2, 3
HEAD = struct.Struct("<BBHI")


def people(first: City, second: City) -> bytes:
    """Return the PEOPLE message: what does not change from month to month."""
    n = first.scenario.citizens
    columns = (first.groups[:n], first.region[:n], against(first, second))
    return HEAD.pack(PEOPLE, 0, 0, n) + b"".join(column.astype(np.uint8).tobytes() for column in columns)


def month(first: City, second: City, which: int) -> bytes:
    """Return the MONTH message of both cities; month 0 is the one before the first."""
    n = first.scenario.citizens
    columns = [table[:n] for city in (first, second) for table in (city.levels(which), city.marks[which])]
    return HEAD.pack(MONTH, 0, which, n) + b"".join(column.tobytes() for column in columns)


def sides(columns: NDArray[np.uint8]) -> bytes:
    """Return the SIDES message from `columns`, measures x people."""
    return HEAD.pack(SIDES, len(columns), 0, columns.shape[1]) + columns.tobytes()

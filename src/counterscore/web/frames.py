"""The binary messages of the page: a head of eight bytes, then columns of one byte a person.

Head: kind, 0, month (2 bytes), people (4 bytes), little endian. Kinds:

- PEOPLE: groups, region, and what became of the person beside the twin (see harm.py). Sent once.
- MONTH: levels and marks of the first city, then of the second (see city.py).

Only those alive at the start are sent: they have the same ids in both cities.
"""

from __future__ import annotations

import struct

import numpy as np

from counterscore.web.city import City
from counterscore.web.harm import against

PEOPLE, MONTH = 1, 2
HEAD = struct.Struct("<BBHI")


def people(first: City, second: City) -> bytes:
    """Return what does not change from month to month."""
    n = first.setting.citizens
    columns = (first.groups[:n], first.region[:n], against(first, second))
    return HEAD.pack(PEOPLE, 0, 0, n) + b"".join(column.astype(np.uint8).tobytes() for column in columns)


def month(first: City, second: City, which: int) -> bytes:
    """Return everybody's month in both cities; month 0 is the one before the first."""
    n = first.setting.citizens
    columns = [table[which, :n] for city in (first, second) for table in (city.levels, city.marks)]
    return HEAD.pack(MONTH, 0, which, n) + b"".join(column.tobytes() for column in columns)

"""Who was worse or better off in one city than in its twin: the same people with the same luck."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.web.city import City

ALIKE, WORSE, BETTER = 0, 1, 2
# A life counts as changed from half a year of work, or one home, on.
WORK = 6


def against(city: City, twin: City) -> NDArray[np.uint8]:
    """Return for everybody alive at the start how life in `city` went beside the life in `twin`.

    WORSE: at least WORK fewer months in work, or a home less; BETTER: the reverse; who lost one and gained the other
    counts as WORSE.
    """
    n = city.setting.citizens
    worse, better = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    for column, least in (("months_employed", WORK), ("home_owner", 1)):
        gap = _column(city, column, n) - _column(twin, column, n)
        worse |= gap <= -least
        better |= gap >= least
    return np.where(worse, WORSE, np.where(better, BETTER, ALIKE)).astype(np.uint8)


def _column(city: City, name: str, n: int) -> NDArray[np.int64]:
    return city.run.people[name].head(n).to_numpy().astype(np.int64)

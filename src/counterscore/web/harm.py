"""Who is worse or better off in one city than in its twin, which has the same people and random seed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.web.city import City

ALIKE, WORSE, BETTER = 0, 1, 2
# Months in work that count as a harm if lost and as a gain if added. Owning a home counts as well.
WORK = 6


def against(city: City, twin: City) -> NDArray[np.uint8]:
    """Return whether each person alive at the start is worse or better off in `city` than in `twin`.

    WORSE: at least WORK fewer months in work, or no home although there is one in `twin`. BETTER: the reverse. Anyone
    who loses work and gains a home, or the other way round, counts as WORSE. ALIKE: all others.
    """
    n = city.scenario.citizens
    worked = city.worked[:n].astype(np.int32) - twin.worked[:n]
    homes = city.owns[:n].astype(np.int8) - twin.owns[:n]
    worse, better = (worked <= -WORK) | (homes < 0), (worked >= WORK) | (homes > 0)
    return np.where(worse, WORSE, np.where(better, BETTER, ALIKE)).astype(np.uint8)

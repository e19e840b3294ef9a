"""Who is worse or better off in one city than in its twin, which has the same people and random seed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.web.city import City

ALIKE, WORSE, BETTER = 0, 1, 2
# Months of work that count as a harm or a gain; so does a home.
WORK = 6


def against(city: City, twin: City) -> NDArray[np.uint8]:
    """Return for everybody alive at the start whether the life in `city` went worse or better than in `twin`.

    WORSE: at least WORK fewer months in work, or a home less. BETTER: the reverse. Anyone who lost one and gained the
    other counts as WORSE.
    """
    n = city.scenario.citizens
    worked = city.worked[:n].astype(np.int32) - twin.worked[:n]
    homes = city.owns[:n].astype(np.int8) - twin.owns[:n]
    worse, better = (worked <= -WORK) | (homes < 0), (worked >= WORK) | (homes > 0)
    return np.where(worse, WORSE, np.where(better, BETTER, ALIKE)).astype(np.uint8)

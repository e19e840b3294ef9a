"""How many moved where, and who moved out of the reach of a local regime."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.core.plan import Plan
from counterscore.engine.life.moving import Trip
from counterscore.engine.result import Migrations
from counterscore.society.places import AREAS


def moved(plan: Plan, trip: Trip) -> Migrations:
    """Return the counts of those who decided to move and went; people whom they took along are not counted."""
    gone = trip.target >= 0
    origin, target = trip.origin[gone], trip.target[gone]
    within = reached(plan)
    here, there = within[origin // 2], within[target // 2]
    return Migrations(
        people=len(origin),
        regions=int(np.count_nonzero(origin // 2 != target // 2)),
        to_town=int(np.count_nonzero((origin % 2 == 0) & (target % 2 == 1))),
        to_country=int(np.count_nonzero((origin % 2 == 1) & (target % 2 == 0))),
        out_of_reach=int(np.count_nonzero(here & ~there)),
        into_reach=int(np.count_nonzero(~here & there)),
    )


def reached(plan: Plan) -> NDArray[np.bool_]:
    """Return by region whether any data source sees anything there or any gate is applied there."""
    gated = plan.gates.enforced[plan.gates.gated > 0]
    seen = np.any(plan.sight.by_place > 0, axis=0)
    return seen[0::AREAS] | seen[1::AREAS] | np.any(gated > 0, axis=0)

"""What a model makes an act worth, in points: by these people respond, and a false record counts so much."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from counterscore.engine.compile.acts import acts, misfiling
from counterscore.engine.compile.tactics import tactics
from counterscore.engine.core.plan import Plan
from counterscore.regime.scale import MOST_POINTS
from counterscore.regime.schema import Rating, RegimeFile
from counterscore.society.schema import SocietyFile


def taught(plan: Plan, society: SocietyFile, regime: RegimeFile, worth: Mapping[str, float]) -> Plan:
    """Return the plan under which people respond as if each act were rated with so many points, and none is.

    They go round the score by what the model makes of an act, too.
    Points of the regime and their fading count no more: the score is made anew each month.
    """
    ratings = [
        Rating.model_validate({"activity": activity, "points": {"value": _within(points), "fitted": "the records"}})
        for activity, points in worth.items()
    ]
    rated = regime.model_copy(update={"ratings": ratings})
    false = misfiling(society, rated)
    silent = unrated(plan)
    operators = tuple(each._replace(misfiling=false) for each in silent.operators)
    return silent._replace(acts=acts(society, rated), tactics=tactics(society, rated), operators=operators)


def unrated(plan: Plan) -> Plan:
    """Return the plan in which points of acts move no score and none is forgotten."""
    scale = plan.scale._replace(forgotten=np.int64(0))
    return plan._replace(
        sight=plan.sight._replace(points=np.zeros_like(plan.sight.points)),
        scale=scale,
        operators=tuple(each._replace(scale=scale) for each in plan.operators),
    )


def _within(points: float) -> float:
    return round(min(max(points, -MOST_POINTS), MOST_POINTS), 3)

"""The points that a model implies for each act. People respond to them, and false records count by them."""

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
    """Return the plan in which people respond as if each act had the points `worth`, though no act is rated.

    Tactics and false records follow these points too. The regime's own points and their fading no longer count, because
    the model computes the score afresh each month.
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
    """Return the plan with all points set to 0 and without forgetting."""
    scale = plan.scale._replace(forgotten=np.int64(0))
    return plan._replace(
        sight=plan.sight._replace(points=np.zeros_like(plan.sight.points)),
        scale=scale,
        operators=tuple(each._replace(scale=scale) for each in plan.operators),
    )


def _within(points: float) -> float:
    return round(min(max(points, -MOST_POINTS), MOST_POINTS), 3)

"""Guilt by association: what friends cost."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio


def guilt_by_association(world: Outcomes, group: Flags) -> float:
    """Return the share of refusals by a gate of people without any unlawful act until then."""
    return float(ratio(world.refusals.innocent[group].sum(), world.refusals.met[group].sum()))


def owed_to_friends(world: Outcomes, group: Flags) -> float:
    """Return the mean share of score changes that came from friends' scores."""
    friends, wrong = np.abs(world.points.friends), np.abs(world.points.wrong)
    whole = friends + wrong + np.abs(world.points.acts).sum(axis=0)
    return mean(ratio(friends, whole)[group & (world.ends.rung > 0)])

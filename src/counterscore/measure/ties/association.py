"""Guilt by association: what friends cost."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import mean, ratio


def rates(world: Outcomes) -> bool:
    """Return whether the regime rates any act; if not, no act is good or bad by its own ratings."""
    regime = world.regime
    return any([regime.ratings, *(operator.ratings for operator in regime.operators)])


def guilt_by_association(world: Outcomes, group: Flags) -> float:
    """Return the share of refusals by a gate of applicants of whom nothing was seen that the regime rates negatively.

    NaN if the regime rates no act.
    """
    if not rates(world):
        return float("nan")
    return float(ratio(world.refusals.innocent[group].sum(), world.refusals.met[group].sum()))


def owed_to_friends(world: Outcomes, group: Flags) -> float:
    """Return the mean share of score changes that came from friends' scores."""
    friends, wrong = np.abs(world.points.friends), np.abs(world.points.wrong)
    whole = friends + wrong + np.abs(world.points.acts).sum(axis=0)
    return mean(ratio(friends, whole)[group & (world.ends.rung > 0)])

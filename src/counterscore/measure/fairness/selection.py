"""Who is granted what, group beside group."""

from __future__ import annotations

from counterscore.measure.fairness.asked import NOTHING, asked, rate
from counterscore.measure.groups import likes, of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio


def selection_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Return the share of a group's requests for a decision that was granted."""
    if place < len(world.society.decisions):
        granted = int(world.answers.granted[place][group].sum())
        return rate(granted, int(world.answers.asked[place][group].sum()) - granted)
    ill, ill_granted, well, well_granted = asked(world, place).counts(group)  # a firm's request is its owner's
    return rate(ill_granted + well_granted, ill + well)


def selection_ratio(world: Outcomes, group: Flags, place: int) -> float:
    """Return the group's selection rate by the highest among its like; NaN for everybody, who has no like."""
    like = likes(group, of(world))
    if len(like) == 1:
        return NOTHING
    highest = max((each for other in like if (each := selection_rate(world, other, place)) == each), default=NOTHING)
    return float(ratio(selection_rate(world, group, place), highest))

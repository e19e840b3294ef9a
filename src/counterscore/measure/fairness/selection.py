"""Who is granted what, group beside group."""

from __future__ import annotations

from counterscore.measure.groups import likes, of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio

NOTHING = float("nan")


def selection_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Return the share of a group's requests for a decision that was granted."""
    answers = world.answers
    return float(ratio(answers.granted[place][group].sum(), answers.asked[place][group].sum()))


def selection_ratio(world: Outcomes, group: Flags, place: int) -> float:
    """Return the group's selection rate by the highest among its like; NaN for everybody, who has no like."""
    like = likes(group, of(world))
    if len(like) == 1:
        return NOTHING
    highest = max((rate for each in like if (rate := selection_rate(world, each, place)) == rate), default=NOTHING)
    return float(ratio(selection_rate(world, group, place), highest))

"""Who is granted what, group beside group."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false
# Fairlearn has no type stubs.
from __future__ import annotations

from counterscore.measure.groups import likes, of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio

NOTHING = float("nan")
BOTH = (True, False)


def selection_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Return the share of a group's requests for a decision that was granted."""
    from fairlearn.metrics import selection_rate as rate

    asked, granted = _asked(world, group, place)
    return float(rate(BOTH, BOTH, pos_label=True, sample_weight=(granted, asked - granted))) if asked else NOTHING


def _asked(world: Outcomes, group: Flags, place: int) -> tuple[int, int]:
    """How much a group asked for, and was granted; of firms by their requests, since these are their owners'."""
    if place < len(world.society.decisions):
        return int(world.answers.asked[place][group].sum()), int(world.answers.granted[place][group].sum())
    kept = (world.requests.decision == place) & group[world.requests.person]
    return int(kept.sum()), int((kept & world.requests.granted).sum())


def selection_ratio(world: Outcomes, group: Flags, place: int) -> float:
    """Return the group's selection rate by the highest among its like; NaN for everybody, who has no like."""
    like = likes(group, of(world))
    if len(like) == 1:
        return NOTHING
    highest = max((rate for each in like if (rate := selection_rate(world, each, place)) == rate), default=NOTHING)
    return float(ratio(selection_rate(world, group, place), highest))

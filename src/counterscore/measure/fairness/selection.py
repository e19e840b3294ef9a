"""Who is granted what, group beside group."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from counterscore.measure.fairness.confusion import NOTHING, asked, rate
from counterscore.measure.groups import likes, of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio

_KNOWN: WeakKeyDictionary[Outcomes, dict[tuple[int, int], float]] = WeakKeyDictionary()


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
    rates = [_rate(world, other, place) for other in like]
    own = next(each for other, each in zip(like, rates, strict=True) if np.array_equal(other, group))
    return float(ratio(own, max((each for each in rates if each == each), default=NOTHING)))


def _rate(world: Outcomes, group: Flags, place: int) -> float:
    """The selection rate of one of the world's own groups, whose flags are shared: its like ask for it again."""
    known, key = _KNOWN.setdefault(world, {}), (place, id(group))
    if key not in known:
        known[key] = selection_rate(world, group, place)
    return known[key]

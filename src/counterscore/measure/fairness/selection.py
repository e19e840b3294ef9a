"""Selection rates by group, and their ratio."""

from __future__ import annotations

import numpy as np

from counterscore.measure.cache import cached
from counterscore.measure.fairness.confusion import NOTHING, confusion, rate
from counterscore.measure.groups import comparison_set, groups_of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio


def selection_rate(world: Outcomes, group: Flags, index: int) -> float:
    """Return the approved share of a group's requests for a decision; a firm's request counts for its owner."""
    if index < len(world.society.decisions):
        granted = int(world.answers.granted[index][group].sum())
        return rate(granted, int(world.answers.asked[index][group].sum()) - granted)
    true_negatives, false_positives, false_negatives, true_positives = confusion(world, index).counts(group)
    return rate(false_positives + true_positives, true_negatives + false_negatives)


def selection_ratio(world: Outcomes, group: Flags, index: int) -> float:
    """Return the selection rate of a group divided by the highest rate of the groups it is compared with.

    NaN for everybody, as there is no other group to compare with.
    """
    compared = comparison_set(group, groups_of(world))
    if len(compared) == 1:
        return NOTHING
    rates = [_rate(world, other, index) for other in compared]
    own = next(each for other, each in zip(compared, rates, strict=True) if np.array_equal(other, group))
    return float(ratio(own, max((each for each in rates if each == each), default=NOTHING)))


def _rate(world: Outcomes, group: Flags, index: int) -> float:
    """Return the selection rate of a group, cached because each group is compared with all others of its set.

    The flags of the world's groups are shared and live as long as the world, so their identity is a valid key.
    """
    return cached(world, ("selection-rate", index, id(group)), lambda: selection_rate(world, group, index))

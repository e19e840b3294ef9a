"""Selection rates by group, and their ratio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from counterscore.measure.cache import cached
from counterscore.measure.fairness.confusion import NOTHING, confusion, rate
from counterscore.measure.groups import comparison_set, groups_of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio


class Approvals(NamedTuple):
    """Requests approved and refused."""

    granted: int
    refused: int


def answered(world: Outcomes, group: Flags, index: int) -> Approvals:
    """Return how many of a group's requests for a decision were approved; a firm's request counts for its owner."""
    if index < len(world.society.decisions):
        granted = int(world.answers.granted[index][group].sum())
        return Approvals(granted, int(world.answers.asked[index][group].sum()) - granted)
    true_negatives, false_positives, false_negatives, true_positives = confusion(world, index).counts(group)
    return Approvals(false_positives + true_positives, true_negatives + false_negatives)


def selection_ratio(world: Outcomes, group: Flags, index: int) -> float:
    """Return the selection rate of a group divided by the rate of the comparable group that is approved most often.

    NaN for everybody, as there is no other group to compare with.
    """
    compared = comparison_set(group, groups_of(world))
    if len(compared) == 1:
        return NOTHING
    # The flags of the world's groups are shared and live as long as the world, so their identity is a valid key.
    key = ("highest-rate", index, id(compared[0]))
    return float(
        ratio(rate(*answered(world, group, index)), cached(world, key, lambda: _highest(world, compared, index)))
    )


def _highest(world: Outcomes, compared: Sequence[Flags], index: int) -> float:
    """Return the rate of the group approved most often, chosen by half of the households and measured in the other.

    The highest of several rates that vary by chance is too high on average, in small groups most of all. Here the
    chance that makes a group the highest is not the chance in its rate (Cox 1975).
    """
    half = (world.people.household % 2).astype(np.bool_)
    tables = [[answered(world, group & part, index) for group in compared] for part in (half, ~half)]
    chosen = [_first(table, other) for table, other in (tables, tables[::-1])]
    return rate(sum(each.granted for each in chosen), sum(each.refused for each in chosen))


def _first(chosen_by: Sequence[Approvals], measured_in: Sequence[Approvals]) -> Approvals:
    """Return the requests in one half of the group that has the highest rate in the other half."""
    rates = np.array([rate(*each) for each in chosen_by])
    return Approvals(0, 0) if np.isnan(rates).all() else measured_in[int(np.nanargmax(rates))]

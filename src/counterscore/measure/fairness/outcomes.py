"""Equal-opportunity and false-positive differences between groups (Hardt, Price and Srebro 2016)."""

from __future__ import annotations

from counterscore.measure.fairness.confusion import confusion, rate
from counterscore.measure.outcomes import Flags, Outcomes


def _true_positive_rate(world: Outcomes, group: Flags, index: int) -> float:
    """Return the share approved of the group's requests for which an approval goes well."""
    _, _, refused, granted = confusion(world, index).counts(group)
    return rate(granted, refused)


def _false_positive_rate(world: Outcomes, group: Flags, index: int) -> float:
    """Return the share approved of the group's requests for which an approval goes wrong."""
    refused, granted, _, _ = confusion(world, index).counts(group)
    return rate(granted, refused)


def equal_opportunity_difference(world: Outcomes, group: Flags, index: int) -> float:
    """Return the true-positive rate of the group minus that of everybody else."""
    return _true_positive_rate(world, group, index) - _true_positive_rate(world, ~group, index)


def false_positive_rate_difference(world: Outcomes, group: Flags, index: int) -> float:
    """Return the false-positive rate of the group minus that of everybody else."""
    return _false_positive_rate(world, group, index) - _false_positive_rate(world, ~group, index)

"""Errors of decisions, group beside group, by what would come of a grant."""

from __future__ import annotations

from counterscore.measure.fairness.confusion import asked, rate
from counterscore.measure.outcomes import Flags, Outcomes


def _true_positive_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Share granted among the group's requests for which it would go well: their selection rate."""
    _, _, refused, granted = asked(world, place).counts(group)
    return rate(granted, refused)


def _false_positive_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Share granted among the group's requests for which it would go ill: their selection rate."""
    refused, granted, _, _ = asked(world, place).counts(group)
    return rate(granted, refused)


def deserving_gap(world: Outcomes, group: Flags, place: int) -> float:
    """Return the true-positive rate of the group less that of the others."""
    return _true_positive_rate(world, group, place) - _true_positive_rate(world, ~group, place)


def undeserving_gap(world: Outcomes, group: Flags, place: int) -> float:
    """Return the false-positive rate of the group less that of the others."""
    return _false_positive_rate(world, group, place) - _false_positive_rate(world, ~group, place)

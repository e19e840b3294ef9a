"""Errors of decisions, group beside group, by what would come of a grant."""

from __future__ import annotations

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio


def _rate(world: Outcomes, group: Flags, place: int, well: bool) -> float:
    """Share granted among the group's requests for which it would go well, or ill."""
    requests = world.requests
    kept = (requests.decision == place) & (requests.well == well) & group[requests.person]
    return float(ratio(requests.granted[kept].sum(), kept.sum()))


def deserving_gap(world: Outcomes, group: Flags, place: int) -> float:
    """Return the true-positive rate of the group less that of the others."""
    return _rate(world, group, place, True) - _rate(world, ~group, place, True)


def undeserving_gap(world: Outcomes, group: Flags, place: int) -> float:
    """Return the false-positive rate of the group less that of the others."""
    return _rate(world, group, place, False) - _rate(world, ~group, place, False)

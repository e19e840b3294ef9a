"""Measures of what becomes of approved requests."""

from __future__ import annotations

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio


def bad_outcomes(world: Outcomes, group: Flags, index: int) -> float:
    """Return the share of a decision's approvals that go wrong."""
    requests = world.requests
    granted = (requests.decision == index) & requests.granted & group[requests.person]
    return float(ratio((granted & ~requests.good).sum(), granted.sum()))

"""What comes of grants."""

from __future__ import annotations

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio


def ill_ends(world: Outcomes, group: Flags, place: int) -> float:
    """Return the share of the grants of a decision that go ill."""
    requests = world.requests
    granted = (requests.decision == place) & requests.granted & group[requests.person]
    return float(ratio((granted & ~requests.well).sum(), granted.sum()))

"""deal: owners and firms share each other's listings; firms apply, and refusals cost jobs."""

from __future__ import annotations

from counterscore.engine.firms import month as companies
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Apply joint punishment of owners and firms, and answer the firms' requests."""
    companies.deal(world, month.traded)

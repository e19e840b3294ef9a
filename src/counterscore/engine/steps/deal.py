"""deal: owners and firms drag one another; firms ask, and what is refused costs jobs."""

from __future__ import annotations

from counterscore.engine.firms import month as companies
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let the firms ask, and answer them."""
    companies.deal(world, month.traded)

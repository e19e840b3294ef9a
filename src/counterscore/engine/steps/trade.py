"""trade: firms act, are observed and scored; counterparties and workers feel the effects."""

from __future__ import annotations

from counterscore.engine.firms import month as companies
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Simulate the firms' acts, observation, scores and lists."""
    month.traded = companies.trade(world)

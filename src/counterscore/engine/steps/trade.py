"""trade: firms act, are watched and scored; counterparties and workers feel what they do."""

from __future__ import annotations

from counterscore.engine.firms import month as companies
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Take the firms through the month, up to their rank."""
    month.traded = companies.trade(world)

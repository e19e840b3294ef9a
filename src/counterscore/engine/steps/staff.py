"""staff: jobs lost and found are entered in the firms' records."""

from __future__ import annotations

from counterscore.engine.firms import month as companies
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Update the firms' records of who works where."""
    companies.keep_books(world)

"""staff: jobs ended and begun are entered in the firms' books."""

from __future__ import annotations

from counterscore.engine.firms import month as companies
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Keep the firms' books of who works where."""
    companies.keep_books(world)

"""Which method is at work this month."""

from __future__ import annotations

from counterscore.engine.methods.method import Method
from counterscore.engine.world import World


def working(world: World) -> Method | None:
    """Return the method that makes this month's scores, where it is no ledger of points."""
    return world.method if world.month >= world.begins else None

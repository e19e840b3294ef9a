"""The scoring method in use this month."""

from __future__ import annotations

from counterscore.engine.methods.method import Method
from counterscore.engine.world import World


def working(world: World) -> Method | None:
    """Return the method that sets this month's scores; None if it is the ledger of points."""
    return world.method if world.month >= world.begins else None

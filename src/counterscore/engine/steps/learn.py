"""learn: a method other than the ledger takes in the month and sets next month's scores."""

from __future__ import annotations

from counterscore.engine.methods.working import working
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let the method at work, if there is one, learn from the month."""
    if method := working(world):
        method.learn(world)

"""learn: a scoring method other than the ledger learns from the month and sets next month's scores."""

from __future__ import annotations

from counterscore.engine.methods.working import working
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let the scoring method learn from the month, if one other than the ledger is in use."""
    if method := working(world):
        method.learn(world)

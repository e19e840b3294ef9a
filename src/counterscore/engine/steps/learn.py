"""learn: a scoring method other than the ledger learns from the month, and so do deciders and lenders."""

from __future__ import annotations

from counterscore.engine.access import lessons
from counterscore.engine.methods.working import working
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let a scoring method other than the ledger learn from the month, then deciders and lenders."""
    if method := working(world):
        method.learn(world)
    answered = [
        lessons.AnsweredOffers(made, said[made.which], asks.outcome[made.which])
        for (asks, _), said, part in zip(month.requests, month.said, month.offers, strict=bool(month.offers))
        for made in part
    ]
    lessons.learn(world, answered)

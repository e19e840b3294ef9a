"""rank: rank everybody against everybody, by counting."""

from __future__ import annotations

from counterscore.engine.result import MonthResult
from counterscore.engine.scoring import rank
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Rank everybody who has a score."""
    month.standing = rank.stand(world, [part.groups for part in month.local])

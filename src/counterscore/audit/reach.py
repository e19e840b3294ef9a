"""How far an act that is repeated month after month takes a score, and how far the line is."""

from __future__ import annotations

from collections.abc import Collection
from math import inf

from counterscore.regime.schema import Gate, Rating, RegimeFile


def loss(file: RegimeFile, rating: Rating) -> float:
    """Points that one unit a month costs in the end: the monthly loss, summed with what the half-life leaves of it."""
    monthly = min(-rating.points.value, rating.cap.value if rating.cap else inf)
    half_life = file.score.half_life if file.score else None
    return monthly / (1 - 0.5 ** (1 / half_life.value)) if half_life else inf


def distance(file: RegimeFile, gate: Gate | None, lists: Collection[str]) -> float:
    """Points from the base to the first line that refuses: of the gate, or of a list that bars from the decision.

    0 where the line is a place in the rank.
    """
    operator = gate.operator if gate else None
    own = next((each.score for each in file.operators if each.id == operator and each.score), file.score)
    base = own.base if own else 0.0
    lines = [each.below for each in file.lists if each.id in lists and each.below is not None]
    if gate and gate.rule:
        lines += gate.rule.points(file)
    return max(0.0, base - max(lines)) if lines else 0.0

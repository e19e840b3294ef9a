"""How far an act repeated every month lowers a score, and how far away the threshold for refusal is."""

from __future__ import annotations

from collections.abc import Collection
from math import inf

from counterscore.regime.schema import Gate, Rating, RegimeFile


def loss(file: RegimeFile, rating: Rating) -> float:
    """Return the points that one unit per month costs in the long run.

    It is the sum of the monthly losses, each fading by the half-life; infinite without a half-life.
    """
    monthly = min(-rating.points.value, rating.cap.value if rating.cap else inf)
    half_life = file.score.half_life if file.score else None
    return monthly / (1 - 0.5 ** (1 / half_life.value)) if half_life else inf


def distance(file: RegimeFile, gate: Gate | None, lists: Collection[str]) -> float:
    """Return the points between the base score and the highest threshold that refuses.

    Thresholds are those of the gate and of lists that block the decision. 0 if there is none in points, as for a
    threshold by rank.
    """
    operator = gate.operator if gate else None
    own = next((each.score for each in file.operators if each.id == operator and each.score), file.score)
    base = own.base if own else 0.0
    thresholds = [each.below for each in file.lists if each.id in lists and each.below is not None]
    if gate and gate.rule:
        thresholds += gate.rule.points(file)
    return max(0.0, base - max(thresholds)) if thresholds else 0.0

"""Rungs: the engine's scores, in whole thousandths of a point.

Rung 0 means no score; rung 1 is the lowest score of the scale, and each rung above it is one thousandth higher.
"""

from __future__ import annotations

THOUSANDTHS = 1000
NO_SCORE = 0


def thousandths(points: float) -> int:
    """Return points as whole thousandths.

    >>> thousandths(-2.5)
    -2500
    """
    return round(points * THOUSANDTHS)


def rung(points: float, lowest: float) -> int:
    """Return the rung of a score in points on a scale that starts at `lowest` points.

    >>> rung(350.001, 350.0)
    2
    """
    return thousandths(points) - thousandths(lowest) + 1

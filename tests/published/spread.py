"""Means over people seeds, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.study.estimate import Estimate, estimate


def over_seeds(values: Sequence[float | None]) -> Estimate:
    """Return the mean over people seeds with its 95 % interval."""
    return estimate(list(values))


def interval(found: Estimate) -> str:
    """Return the interval in words; empty if there is none.

    >>> interval(Estimate(0.5, 0.25, 0.75))
    '95 % interval 0.25 to 0.75'
    """
    if found.low is None or found.high is None:
        return ""
    return f"95 % interval {found.low:.3g} to {found.high:.3g}"

"""One piece of evidence: a figure with its interval, of how many, and what it says in a sentence."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterscore.measure.twins import Twins


@dataclass(frozen=True)
class Evidence:
    """What twin worlds show. `value` is None where it cannot be told, and `sentence` says why.

    `low`, `high`: the ends of the 95 % interval, None where there is none; `n`: of how many.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    sentence: str


Function = Callable[[Twins], Evidence]


def share(part: int, whole: int, sentence: str, nothing: str) -> Evidence:
    """Return a share with Wilson's interval; `sentence` has a place `{share}`. `nothing` is said for a whole of 0.

    >>> share(1, 4, "{share} of all", "nobody").value
    0.25
    """
    if whole == 0:
        return Evidence(None, None, None, 0, nothing)
    from scipy.stats import binomtest

    ends = binomtest(int(part), int(whole)).proportion_ci(method="wilson")
    value = float(part / whole)
    return Evidence(value, float(ends.low), float(ends.high), int(whole), sentence.format(share=percent(value)))


def percent(value: float) -> str:
    """Write a share in per cent.

    >>> percent(0.123), percent(0.0123)
    ('12 %', '1.2 %')
    """
    return f"{100 * value:.0f} %" if abs(value) >= 0.0995 else f"{100 * value:.1f} %"


def unknown(sentence: str) -> Evidence:
    """Return evidence that there is none, with the reason."""
    return Evidence(None, None, None, 0, sentence)

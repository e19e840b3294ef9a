"""One piece of evidence: a value with its interval, the number of cases, and a sentence."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterscore.measure.twins import Twins


@dataclass(frozen=True)
class Evidence:
    """What twin worlds show. `value` is None if it cannot be estimated; `sentence` then says why.

    `low`, `high`: the 95 % interval, None if there is none. `n`: number of cases.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    sentence: str


Function = Callable[[Twins], Evidence]


def share(part: int, whole: int, sentence: str, nothing: str) -> Evidence:
    """Return a share with its Wilson interval.

    `sentence`: with `{share}` in it. `nothing`: the sentence if `whole` is 0.

    >>> share(1, 4, "{share} of all", "nobody").value
    0.25
    """
    if whole == 0:
        return Evidence(None, None, None, 0, nothing)
    from scipy.stats import binomtest

    interval = binomtest(int(part), int(whole)).proportion_ci(method="wilson")
    value = float(part / whole)
    return Evidence(value, float(interval.low), float(interval.high), int(whole), sentence.format(share=percent(value)))


def percent(value: float) -> str:
    """Return a share in per cent, in words.

    >>> percent(0.123), percent(0.0123)
    ('12 %', '1.2 %')
    """
    return f"{100 * value:.0f} %" if abs(value) >= 0.0995 else f"{100 * value:.1f} %"


def points(value: float) -> str:
    """Return a difference of shares in percentage points, without its sign.

    >>> points(-0.123), points(0.0123)
    ('12 points', '1.2 points')
    """
    return percent(abs(value)).replace("%", "points")


def unknown(sentence: str) -> Evidence:
    """Return evidence without a value, with the reason."""
    return Evidence(None, None, None, 0, sentence)

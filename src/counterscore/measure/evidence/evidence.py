"""One piece of evidence: a value with its interval, the number of cases, and a sentence."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from counterscore.measure.outcomes import Shorts
from counterscore.measure.twins import Twins

_Z2 = 1.96**2


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


def clustered_share(part: Shorts, whole: Shorts, sentence: str, nothing: str) -> Evidence:
    """Return a share of events of which a person may have several, with an interval that treats people as clusters.

    `part`, `whole`: by person. `sentence`, `nothing`: as for `share`. The interval is Wilson's with an effective number
    of events: the one that would give the variance of the ratio estimator over people (Dean and Pagano 2015). Where no
    event or every event counts, so that this variance is 0, each person counts as one event.

    >>> clustered_share(np.array([5, 0]), np.array([6, 4]), "{share} of all", "nobody").value
    0.5
    """
    some = whole > 0
    events, counted = whole[some].astype(np.float64), part[some].astype(np.float64)
    if not len(events):
        return Evidence(None, None, None, 0, nothing)
    total, people = events.sum(), len(events)
    value = counted.sum() / total
    variance = ((counted - value * events) ** 2).sum() / total**2 * people / max(people - 1, 1)
    effective = min(value * (1 - value) / variance, total) if variance > 0 else float(people)
    low, high = _wilson(value, effective)
    return Evidence(float(value), low, high, int(total), sentence.format(share=percent(value)))


def _wilson(value: float, n: float) -> tuple[float, float]:
    """Return the ends of Wilson's interval of a share for a number of cases that need not be whole."""
    middle = (value + _Z2 / (2 * n)) / (1 + _Z2 / n)
    half = np.sqrt(_Z2 * value * (1 - value) / n + _Z2**2 / (4 * n * n)) / (1 + _Z2 / n)
    return float(max(middle - half, 0.0)), float(min(middle + half, 1.0))


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

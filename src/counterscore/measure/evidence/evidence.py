"""One piece of evidence: a value with its interval, the number of cases, and a sentence."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.twins import Twins

Counts = NDArray[Any]
Z = 1.959963984540054  # of the two-sided 95 %


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


def share_by_person(part: Counts, whole: Counts, sentence: str, nothing: str) -> Evidence:
    """Return a share of events, with an interval that allows for several events of one person.

    `part`, `whole`: events of each person. It is Wilson's interval for as many independent events as say as much (Korn
    and Graubard 1998). If all events agree, this is the number of people.

    >>> share_by_person(np.array([2, 0]), np.array([2, 2]), "{share} of all", "nobody").value
    0.5
    """
    total, people = int(whole.sum()), int((whole > 0).sum())
    if total == 0:
        return unknown(nothing)
    value = float(part.sum() / total)
    low, high = wilson(value, _cases(value, ratio_error(part, whole), people, total))
    return Evidence(value, low, high, total, sentence.format(share=percent(value)))


def _cases(value: float, error: float, people: int, total: int) -> float:
    """Return how many independent cases say as much about a share as events with this standard error."""
    if people < 2 or error == 0 or not 0 < value < 1:
        return float(people)
    from scipy.stats import t

    return min(value * (1 - value) / error**2 * float(Z / t.ppf(0.975, people - 1)) ** 2, float(total))


def ratio_error(part: Counts, whole: Counts) -> float:
    """Return the standard error of sum(part) / sum(whole) over people, each of whom has both (Cochran 1977, 6.4)."""
    counted = whole > 0
    parts, wholes = part[counted].astype(np.float64), whole[counted].astype(np.float64)
    if len(wholes) < 2:
        return 0.0
    residuals = parts - parts.sum() / wholes.sum() * wholes
    return float(np.sqrt(len(wholes) * residuals.var(ddof=1)) / wholes.sum())


def wilson(value: float, size: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval for a share of `size` independent cases, which need not be a whole number.

    >>> [round(end, 3) for end in wilson(0.5, 100)]
    [0.404, 0.596]
    """
    middle, half = value + Z**2 / (2 * size), Z * (value * (1 - value) / size + Z**2 / (4 * size**2)) ** 0.5
    scale = 1 + Z**2 / size
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


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

"""How the effect on each measure is divided among the parts of a regime, with standard errors and shares."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterscore.study.estimate import Estimate, around, estimate

Values = NDArray[np.float64]
# Why there is no share.
NOBODY = "somewhere there is nobody to measure"
ONE = "one replicate has no standard error"
UNCLEAR = "no clear effect of the whole"
NOTHING = "it changes nothing"
NOISE = "its standard error is as large"
TOGETHER = "the joint effect of several clauses is as large"


@dataclass(frozen=True)
class Part(Estimate):
    """What a part contributes, with its standard `error` and its `share` of the whole effect.

    A share without a value is not supported, and `why` says why.
    """

    error: float | None = None
    share: Estimate = field(default_factory=lambda: Estimate(None))
    why: str = ""


@dataclass(frozen=True)
class Interaction:
    """By how much more two parts do together than each does without the other: their mean second difference.

    `first`, `second`: ids of parts. `clear`: whether it differs from 0, with the false discovery rate of all
    interactions of a group limited to 5 %.
    """

    first: str
    second: str
    effect: Part
    clear: bool = False


@dataclass(frozen=True, kw_only=True)
class Division:
    """How effects are divided, by measure, for one group of people.

    `whole`: the effect of the regime. `parts`: what each part contributes, by its id; `unions`: what all parts of a
    union do. `remainder`: the whole minus its parts, 0 if they add up. `scheme`: by how much the effect changes with
    each master switch of the whole scheme, which is no sum of parts. `interactions`: pairs of parts.
    """

    whole: dict[str, Estimate]
    parts: dict[str, dict[str, Part]]
    remainder: dict[str, float | None]
    unions: dict[str, dict[str, Part]] = field(default_factory=dict[str, dict[str, Part]])
    scheme: dict[str, dict[str, Part]] = field(default_factory=dict[str, dict[str, Part]])
    interactions: dict[str, tuple[Interaction, ...]] = field(default_factory=dict[str, tuple[Interaction, ...]])


def contribution(added: Values, whole: Values, remainder: float = 0.0) -> Part:
    """Return the mean of what a part added, with its share of the mean of the whole.

    `added`, `whole`: one value for each independent replicate. A share is given only if the whole is clear, and the
    part larger than its standard error and than the `remainder`.

    >>> part = contribution(np.array([1.0, 1.5]), np.array([4.0, 4.1]))
    >>> part.value, part.error, round(part.share.value or 0.0, 2), part.why
    (1.25, 0.25, 0.31, '')
    >>> contribution(np.array([1.0, -0.5]), np.array([4.0, 4.1])).why
    'its standard error is as large'
    """
    mean = float(added.mean())
    if len(added) < 2:
        return Part(mean, why=ONE)
    error = _error(added)
    found = around(mean, error, len(added) - 1)
    why = _unsupported(mean, error, estimate(whole.tolist()), remainder)
    share = Estimate(None) if why else _share(added, whole)
    return Part(found.value, found.low, found.high, error=error, share=share, why=why)


def _error(values: Values) -> float:
    return float(values.std(ddof=1)) / len(values) ** 0.5


def _unsupported(mean: float, error: float, whole: Estimate, remainder: float) -> str:
    """Why the part has no share; empty if it has one."""
    if not whole.sure:
        return UNCLEAR
    if mean == 0 == error:
        return NOTHING
    if error >= abs(mean):
        return NOISE
    return TOGETHER if abs(remainder) >= abs(mean) else ""


def _share(added: Values, whole: Values) -> Estimate:
    """The ratio of two means over replicates; its error is that of the linearised ratio."""
    ratio = float(added.mean() / whole.mean())
    return around(ratio, _error(added - ratio * whole) / abs(float(whole.mean())), len(added) - 1)

"""How many entries of a register would be unique if it held a million people, estimated from fewer.

The share of unique entries in a simulated register falls with the number of people in it, so it says nothing about
another number. What does not depend on it is the distribution of entries. Of the models with which statistical
disclosure control estimates the uniques of a population (Skinner and Holmes 1998), this one is log-linear: region and
score are independent (Skinner and Shlomo 2008). In a large register only scores far from the middle are unique, and a
small one has few of them, so the two tails of the score are smoothed by generalised Pareto distributions (Pickands
1975), fitted by probability-weighted moments (Hosking and Wallis 1987). How much of the distribution is a tail is a
choice: the outer twentieths, tenths (DuMouchel 1983) and fifths are all used, and their spread is part of the interval.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# SciPy has no type stubs.
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MILLION = 1_000_000
TAILS = (0.05, 0.1, 0.2)  # share of entries in a tail
_FEWEST = 10  # a tail with fewer entries stays as it was observed
_TOGETHER, _RESAMPLES, _SEED = 20, 100, 1  # the bootstrap draws streets of so many neighbouring ids
_POSITION = 0.35  # of plotting positions (Hosking and Wallis 1987)
Values = NDArray[np.float64]
Entries = tuple[NDArray[np.integer[Any]], Values]  # the region and the score, in points, of each


@dataclass(frozen=True)
class UniqueEntries:
    """Unique entries per million, with the ends of the 95 % interval."""

    value: float
    low: float
    high: float


def uniques(entries: Entries, scale: tuple[float, float], people: int = MILLION) -> UniqueEntries:
    """Return how many entries in a million would be unique in a register of so many `people`, with its interval.

    `entries`: those there are, in the order of ids. `scale`: the lowest and the highest score. The interval is that of
    a bootstrap over neighbouring ids, who share households and streets, and over the choice of tails. It does not cover
    that the model may be wrong; `tests/measure/uniqueness.py` compares it with a million simulated people.
    """
    region, score = entries
    drawn = np.random.default_rng(_SEED)
    streets = np.array_split(np.arange(len(score)), max(len(score) // _TOGETHER, 1))
    found: list[list[float]] = []
    for _ in range(_RESAMPLES):
        chosen = np.concatenate([streets[k] for k in drawn.integers(0, len(streets), len(streets))])
        one = (region[chosen], score[chosen])
        found.append([_expected(one, one, scale, tail, people) for tail in TAILS])
    low, high = np.quantile(found, [0.025, 0.975])
    return UniqueEntries(expected(entries, entries, scale, people), float(low), float(high))


def expected(group: Entries, of: Entries, scale: tuple[float, float], people: int = MILLION) -> float:
    """Return how many of a million entries of a `group` would be unique in a register of so many `people`.

    `of`: all entries. An entry is a region and a score in whole points. The estimate is the geometric mean over the
    choices of tails.
    """
    each = [_expected(group, of, scale, tail, people) for tail in TAILS]
    return float(np.exp(np.mean(np.log(each)))) if min(each) > 0 else float(np.mean(each))


def _expected(group: Entries, of: Entries, scale: tuple[float, float], tail: float, people: int) -> float:
    regions = int(of[0].max()) + 1
    own, everybody = (
        np.outer(np.bincount(region, minlength=regions) / len(region), _score_shares(score, scale, tail))
        for region, score in (group, of)
    )
    return float(MILLION * (own * np.exp(-(people - 1) * everybody)).sum())


def _score_shares(score: Values, scale: tuple[float, float], tail: float) -> Values:
    """Return the share of people on each whole point of the scale, with smooth tails."""
    edges = np.arange(np.floor(scale[0]), np.floor(scale[1]) + 2)
    ordered = np.sort(score)
    below = np.searchsorted(ordered, edges, side="left") / len(ordered)
    most = int(tail * len(ordered))
    _smooth(below, edges, ordered, most)
    above = 1 - below[::-1]
    _smooth(above, -edges[::-1], -ordered[::-1], most)
    below = 1 - above[::-1]
    below[0], below[-1] = 0.0, 1.0  # scores beyond the scale are cut to its ends
    return np.maximum(np.diff(below), 0.0)


def _smooth(below: Values, edges: Values, ordered: Values, tail: int) -> None:
    """Replace the lower tail of the shares `below` the `edges`, in place, by that of a generalised Pareto law."""
    from scipy.stats import genpareto

    line = ordered[tail] if tail < len(ordered) else ordered[-1]
    beyond = line - ordered[ordered < line][::-1]
    if len(beyond) < _FEWEST:
        return
    shape, width = _pareto(beyond)
    outside = edges < line
    below[outside] = len(beyond) / len(ordered) * genpareto.sf(line - edges[outside], shape, scale=width)


def _pareto(beyond: Values) -> tuple[float, float]:
    """Return shape and width of a generalised Pareto distribution, from its probability-weighted moments.

    `beyond`: how far values are beyond the line, ascending.
    """
    places = (np.arange(1, len(beyond) + 1) - _POSITION) / len(beyond)
    first, second = beyond.mean(), ((1 - places) * beyond).mean()
    gap = first - 2 * second
    return float(2 - first / gap), float(2 * first * second / gap)

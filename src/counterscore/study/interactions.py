"""Interactions of two parts: by how much more they do together, from second differences in the sampled orders.

The second difference of parts i and j on top of the parts S is v(S + i + j) - v(S + i) - v(S + j) + v(S). Its mean over
S = the parts that come before i in an order, without j, is the interaction index of Grabisch and Roubens (1999) if all
orders are sampled. In orders consistent with a tree, i and j take turns as the part whose place counts.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false
# SciPy has no type stubs, so its results are annotated here.
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from counterscore.study.coalitions import Present, Value
from counterscore.study.division import Division, Part, Values
from counterscore.study.orders import Order, whole

Pair = tuple[int, int]
_RATE = 0.05  # of false discoveries


def candidates(division: Division, ids: Sequence[str], switches: Sequence[int], most: int) -> list[Pair]:
    """Return at most `most` pairs of parts to examine: for each clear effect, those whose weaker part is strongest.

    The first pair of every effect comes before the second pair of any.
    """
    ranked: dict[Pair, tuple[int, float]] = {}
    for parts in division.parts.values():
        sizes = {
            place: abs(share.value)
            for place, id in enumerate(ids)
            if place not in switches and (share := parts[id].share).value is not None
        }
        pairs = sorted(combinations(sizes, 2), key=lambda pair: -min(sizes[k] for k in pair))[:most]
        for rank, pair in enumerate(pairs):
            key = (rank, -min(sizes[k] for k in pair))
            ranked[pair] = min(ranked.get(pair, key), key)
    return sorted(ranked, key=lambda pair: (ranked[pair], pair))[:most]


def corners(order: Order, pair: Pair) -> tuple[Present, Present, Present, Present]:
    """Return what comes before the first of a pair in an order, without the second; then with one, the other, both.

    >>> [sorted(present) for present in corners((2, 1, 0), (0, 2))]
    [[1], [0, 1], [1, 2], [0, 1, 2]]
    """
    first, second = pair
    before = frozenset(order[: order.index(first)]) - {second}
    return before, before | {first}, before | {second}, before | {first, second}


def turned(pair: Pair, k: int) -> Pair:
    """Return the pair as it is counted in order number k: the part whose place counts comes first."""
    return pair if k % 2 == 0 else (pair[1], pair[0])


def wanted(orders: Sequence[Order], pairs: Sequence[Pair]) -> Iterator[tuple[Present, int]]:
    """Yield the parts in force that the second differences of these pairs need, each with its pair of orders."""
    for k, order in enumerate(orders):
        for pair in pairs:
            yield from ((present, k // 2) for present in corners(order, turned(pair, k)))


def second_differences(orders: Sequence[Order], pair: Pair, value: Value) -> Values | None:
    """Return the mean second difference of two parts in each pair of orders; None if an effect is undefined."""
    found: list[float] = []
    for k, order in enumerate(orders):
        effects = [value(present, k // 2) for present in corners(order, turned(pair, k))]
        known = [whole(each) for each in effects if each is not None]
        if len(known) < len(effects):
            return None
        neither, one, other, both = known
        found.append(both - one - other + neither)
    return np.array(found).reshape(-1, 2).mean(axis=1)


def clear(effects: Sequence[Part], freedom: int) -> list[bool]:
    """Return which interactions differ from 0, at a false discovery rate of 5 % among all of them.

    `freedom`: the degrees of freedom of their errors. Benjamini and Hochberg (1995).

    >>> clear([Part(1.0, error=0.1), Part(1.0, error=2.0), Part(None)], 7)
    [True, False, False]
    """
    from scipy.stats import false_discovery_control

    if not effects:
        return []
    adjusted: NDArray[np.float64] = false_discovery_control([_chance(each, freedom) for each in effects])
    return (adjusted < _RATE).tolist()


def _chance(of: Part, freedom: int) -> float:
    """How probable so large a mean would be without an interaction (Student's t)."""
    from scipy.special import stdtr

    if not of.value or of.error is None:
        return 1.0
    return 2 * float(stdtr(freedom, -abs(of.value) / of.error)) if of.error else 0.0

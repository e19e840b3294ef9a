"""Sampled Shapley values: what each part adds when parts are added one after the other, averaged over orders.

Orders are drawn in pairs, one the reverse of the other, which lowers the variance of the average.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_STEP = 2.0**-30
Order = tuple[int, ...]


def orders(count: int, parts: int, seed: int) -> list[Order]:
    """Return `count` orders (an even number) of the parts 0, 1, ..., in pairs of an order and its reverse.

    >>> [order[::-1] for order in orders(4, 6, 1)[::2]] == orders(4, 6, 1)[1::2]
    True
    """
    drawn: list[Order] = []
    for pair in range(count // 2):
        order = np.random.Generator(np.random.Philox(key=[seed, pair])).permutation(parts).tolist()
        drawn += [tuple(order), tuple(reversed(order))]
    return drawn


def marginal(order: Order, value: Callable[[frozenset[int]], float]) -> NDArray[np.float64]:
    """Return what each part adds in one order; the sum is exactly the value of all parts minus that of none.

    Values are rounded to multiples of 2**-30, so that sums of differences are exact up to a million.

    >>> bool(marginal((1, 0), lambda parts: 0.1 * len(parts)).sum() == whole(0.2))
    True
    """
    added, present = np.zeros(len(order)), frozenset[int]()
    before = whole(value(present))
    for part in order:
        present |= {part}
        after = whole(value(present))
        added[part], before = after - before, after
    return added


def whole(value: float) -> float:
    """Return the value rounded to a multiple of 2**-30."""
    return round(value / _STEP) * _STEP


def average(added: Sequence[NDArray[np.float64]]) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Return the mean over pairs of orders, and its standard error; None for the error with fewer than two pairs."""
    pairs = np.array(added).reshape(len(added) // 2, 2, -1).mean(axis=1)
    error = pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs)) if len(pairs) > 1 else None
    return pairs.mean(axis=0), error

"""Sampled Owen and Shapley values: what each part adds when parts are added one after the other, averaged over orders.

Orders are drawn in pairs, one the reverse of the other, which lowers the variance of the average. An order is
consistent with a tree of parts if the parts of every branch follow each other without a gap. The mean over all
consistent orders is the Owen value (Owen 1977), with several levels of unions that of Winter (1989); the mean over all
orders is the Shapley value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_STEP = 2.0**-30
Order = tuple[int, ...]
Tree: TypeAlias = "int | tuple[Tree, ...]"


def orders(count: int, parts: int, seed: int) -> list[Order]:
    """Return `count` orders (an even number) of the parts 0, 1, ..., in pairs of an order and its reverse.

    >>> [order[::-1] for order in orders(4, 6, 1)[::2]] == orders(4, 6, 1)[1::2]
    True
    """
    return consistent(count, tuple(range(parts)), seed)


def consistent(count: int, tree: Tree, seed: int, first: Order = ()) -> list[Order]:
    """Return `count` orders (an even number) consistent with a tree, in pairs; the parts in `first` come first in all.

    >>> {order[:2] in ((1, 2), (2, 1)) for order in consistent(8, ((1, 2), 3), 1) if order[0] != 3}
    {True}
    """
    drawn: list[Order] = []
    for pair in range(count // 2):
        order = _shuffled(tree, np.random.Generator(np.random.Philox(key=[seed, pair])))
        drawn += [(*first, *order), (*first, *reversed(order))]
    return drawn


def _shuffled(tree: Tree, random: np.random.Generator) -> Order:
    if isinstance(tree, int):
        return (tree,)
    places: list[int] = random.permutation(len(tree)).tolist()
    return tuple(chain.from_iterable(_shuffled(tree[place], random) for place in places))


def leaves(tree: Tree) -> Order:
    """Return the parts of a tree.

    >>> leaves(((0, 2), 1))
    (0, 2, 1)
    """
    return (tree,) if isinstance(tree, int) else tuple(chain.from_iterable(map(leaves, tree)))


def prefixes(order: Order) -> list[frozenset[int]]:
    """Return the parts in force after each step. Before the first step there is none."""
    return [frozenset(order[:length]) for length in range(1, len(order) + 1)]


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


def paired(added: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the mean of each order and its reverse, pairs x parts; different pairs are independent."""
    return np.array(added).reshape(len(added) // 2, 2, -1).mean(axis=1)

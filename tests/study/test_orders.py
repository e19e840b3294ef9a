"""Sampled Shapley values: exact sums, and the known values of small games."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterscore.study.orders import marginal, orders, paired, whole


def glove(parts: frozenset[int]) -> float:
    """Two left gloves and a right one: a pair is worth 1. The Shapley value is 1/6, 1/6, 4/6."""
    return float(2 in parts and bool(parts & {0, 1}))


@given(st.integers(2, 4), st.lists(st.floats(-1e5, 1e5), min_size=16, max_size=16), st.integers(0, 1000))
def test_in_each_order_the_parts_add_up_exactly(parts: int, values: list[float], seed: int) -> None:
    def value(present: frozenset[int]) -> float:
        return values[sum(1 << part for part in present)]

    for order in orders(4, parts, seed):
        added = marginal(order, value)
        assert sum(added) == whole(values[(1 << parts) - 1]) - whole(values[0])


def test_the_mean_over_all_orders_is_the_shapley_value() -> None:
    added = [marginal(order, glove) for order in permutations(range(3))]
    assert np.mean(added, axis=0) == pytest.approx([1 / 6, 1 / 6, 4 / 6], abs=1e-6)


def test_sampled_orders_give_the_shapley_value_within_their_error() -> None:
    pairs = paired([marginal(order, glove) for order in orders(400, 3, 1)])
    error = pairs.std(axis=0, ddof=1) / len(pairs) ** 0.5
    assert (np.abs(pairs.mean(axis=0) - np.array([1, 1, 4]) / 6) < 4 * error + 1e-9).all()
    assert 0 < error.max() < 0.05


def test_an_order_is_a_function_of_the_seed_and_its_index() -> None:
    assert orders(4, 7, 3) == orders(8, 7, 3)[:4]
    assert orders(4, 7, 3) != orders(4, 7, 4)
    assert all(sorted(order) == list(range(7)) for order in orders(6, 7, 3))


def test_additive_parts_get_what_they_add_in_any_order() -> None:
    worth = [0.25, -1.0, 3.5]
    pairs = paired([marginal(order, lambda parts: sum(worth[p] for p in parts)) for order in orders(6, 3, 2)])
    assert pairs.tolist() == [worth] * 3

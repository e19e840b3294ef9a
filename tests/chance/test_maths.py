"""Exponentials, logarithms and uniform numbers: bounds on their errors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterscore.chance.maths import EXP2_LIMIT, EXP_LIMIT, exp, exp2, log, log2, unit
from counterscore.chance.philox import fill

WORD = st.integers(0, 0xFFFFFFFF).map(np.uint32)


@given(st.floats(-80, 80, width=32))
@settings(deadline=None)  # the first example compiles
def test_exp_is_accurate(x: float) -> None:
    exact = np.exp(np.float64(np.float32(x)))
    assert abs(float(exp(np.float32(x))) / exact - 1) < 2e-7


@given(st.floats(width=32, allow_nan=False, allow_infinity=False).filter(lambda x: abs(x) > 80))
@settings(deadline=None)  # the first example compiles
def test_exp_is_clipped_where_a_float_would_overflow(x: float) -> None:
    assert exp(np.float32(x)) == exp(np.float32(np.copysign(EXP_LIMIT, x)))


@given(st.floats(2.0**-100, 2.0**100, width=32))
@settings(deadline=None)  # the first example compiles
def test_log_is_accurate(x: float) -> None:
    exact = np.log(np.float64(np.float32(x)))
    assert abs(float(log(np.float32(x))) - exact) < 1e-6 * max(1.0, abs(exact))


@given(st.floats(-120, 120, width=32))
@settings(deadline=None)  # the first example compiles
def test_exp2_is_accurate(x: float) -> None:
    exact = np.exp2(np.float64(np.float32(x)))
    assert abs(float(exp2(np.float32(x))) / exact - 1) < 3e-7


@given(st.floats(width=32, allow_nan=False, allow_infinity=False).filter(lambda x: abs(x) > 120))
@settings(deadline=None)  # the first example compiles
def test_exp2_is_clipped_where_a_float_would_overflow(x: float) -> None:
    assert exp2(np.float32(x)) == exp2(np.float32(np.copysign(EXP2_LIMIT, x)))


@given(st.floats(2.0**-100, 2.0**100, width=32))
@settings(deadline=None)  # the first example compiles
def test_log2_is_accurate(x: float) -> None:
    exact = np.log2(np.float64(np.float32(x)))
    assert abs(float(log2(np.float32(x))) - exact) < 4e-7 * max(1.0, abs(exact))


@given(st.integers(1, 1 << 24))
@settings(deadline=None)  # the first example compiles
def test_log2_of_one_minus_a_uniform_number_is_accurate_near_one(steps: int) -> None:
    near = np.float32(1.0 - steps * 2.0**-25)
    if near < 1:
        assert float(log2(near)) == pytest.approx(np.log2(np.float64(near)), rel=4e-7)


def test_log_of_one_is_zero_and_exp_of_zero_is_one() -> None:
    assert log(np.float32(1.0)) == log2(np.float32(1.0)) == 0.0
    assert exp(np.float32(0.0)) == exp2(np.float32(0.0)) == 1.0


@given(WORD)
@settings(deadline=None)  # the first example compiles
def test_unit_lies_in_range_and_keeps_24_bits(word: np.uint32) -> None:
    number = unit(word)
    assert 0.0 <= number < 1.0
    assert float(number) * 2**24 == int(word) >> 8


def test_unit_never_gives_one() -> None:
    assert unit(np.uint32(0xFFFFFFFF)) == np.float32(1 - 2.0**-24)
    assert unit(np.uint32(0)) == 0.0


def test_all_results_are_float32() -> None:
    one = np.float32(1.0)
    assert {type(exp(one)), type(log(one)), type(unit(np.uint32(1)))} <= {float, np.float32}
    assert np.float32(exp(one)) == exp(one)


def test_units_are_spread_evenly() -> None:
    n = 1 << 16
    four = np.empty((4, n), np.uint32)
    fill(np.arange(n, dtype=np.uint32), 3, 101, 0, np.uint64(1), *four)
    numbers = np.array([unit(word) for word in four[0]], np.float64)
    observed = np.histogram(numbers, bins=64, range=(0, 1))[0]
    chi_squared = ((observed - n / 64) ** 2 / (n / 64)).sum()
    assert 25 < chi_squared < 120  # 63 degrees of freedom: both ends beyond five standard deviations
    assert abs(numbers.mean() - 0.5) < 4.5 / (12 * n) ** 0.5

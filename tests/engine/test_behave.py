"""Amounts follow the distributions that a society's file declares, and stop where it says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from counterscore.chance.philox import fill
from counterscore.engine.acts.behave import COUNT_4, COUNT_8, COUNT_16, HOURS, YES_NO, do, predict

PEOPLE = 1 << 17
ERRORS = 4.0
MOST = {COUNT_4: 4, COUNT_8: 8, COUNT_16: 16}


def amounts(kind: int, most: float, eta: float, month: int = 0) -> np.ndarray:
    words = np.empty((4, PEOPLE), np.uint32)
    fill(np.arange(PEOPLE, dtype=np.uint32), month, 101, 0, np.uint64(1), *words)
    amount = np.empty(PEOPLE, np.int32)
    etas, bits = np.full(PEOPLE, eta, np.float32), np.zeros(PEOPLE, np.uint32)
    assert do(kind, np.float32(most), np.uint32(0), bits, etas, words[0], amount) == amount.sum()
    return amount


def assert_chances(amount: np.ndarray, chances: list[float]) -> None:
    """Check the frequency of every amount; amounts expected fewer than five times are pooled."""
    assert sum(chances) == pytest.approx(1.0, abs=1e-9)
    assert amount.min() >= 0
    assert amount.max() < len(chances)
    observed, every = np.bincount(amount, minlength=len(chances)), np.array(chances)
    rare = every * PEOPLE < 5
    observed, every = np.append(observed[~rare], observed[rare].sum()), np.append(every[~rare], every[rare].sum())
    error = np.sqrt(every * np.maximum(1 - every, 0) / PEOPLE)
    assert (np.abs(observed / PEOPLE - every) <= ERRORS * error + 1.5 / PEOPLE).all()


def geometric(mean: float, most: int) -> list[float]:
    again = mean / (1 + mean)
    return [*((1 - again) * again**k for k in range(most)), again**most]


@pytest.mark.parametrize("chance", [0.0005, 0.02, 0.3, 0.5, 0.97])
def test_yes_or_no(chance: float) -> None:
    assert_chances(amounts(YES_NO, 1, math.log2(chance / (1 - chance))), [1 - chance, chance])


@pytest.mark.parametrize("kind", MOST)
@pytest.mark.parametrize("rate", [0.001, 0.15, 1.0, 4.0, 12.0, 60.0])
def test_counts_are_geometric_with_the_rate_as_mean_and_truncated(kind: int, rate: float) -> None:
    assert_chances(amounts(kind, MOST[kind], math.log2(rate)), geometric(rate, MOST[kind]))


@pytest.mark.parametrize(("mean", "most"), [(0.4, 10), (5.0, 60), (25.0, 200), (167.0, 400), (900.0, 24)])
def test_hours_are_exponential_rounded_and_truncated(mean: float, most: int) -> None:
    beyond = [1.0] + [math.exp(-(k - 0.5) / mean) for k in range(1, most)]
    last = math.exp(-(most - 0.5) / mean)
    chances = [a - b for a, b in zip(beyond, [*beyond[1:], last], strict=True)]
    assert_chances(amounts(HOURS, most, math.log2(mean * math.log(2))), [*chances, last])


@pytest.mark.parametrize("kind", [YES_NO, COUNT_4, COUNT_8, COUNT_16, HOURS])
def test_an_act_with_a_rate_near_zero_is_hardly_ever_done(kind: int) -> None:
    assert amounts(kind, 16, -40.0).sum() <= 1


@pytest.mark.parametrize("kind", [YES_NO, COUNT_4, COUNT_8, COUNT_16, HOURS])
def test_amounts_differ_from_month_to_month(kind: int) -> None:
    assert (amounts(kind, 16, 0.0, month=0) != amounts(kind, 16, 0.0, month=1)).mean() > 0.2


def test_a_higher_rate_never_lowers_the_amount_of_the_same_draw() -> None:
    """So worlds that differ slightly differ in few acts."""
    for kind, most in ((YES_NO, 1), (COUNT_8, 8), (HOURS, 60)):
        assert (amounts(kind, most, -1.0) <= amounts(kind, most, -0.8)).all()


@pytest.mark.parametrize("terms", range(10))
def test_the_linear_predictor_is_the_sum_of_its_terms(terms: int) -> None:
    generator = np.random.default_rng(1)
    rows = generator.normal(size=(7, 64)).astype(np.float32)
    coefficients, which = (generator.normal(size=12).astype(np.float32), generator.integers(0, 7, 12).astype(np.int32))
    eta = np.empty(50, np.float32)
    predict(np.float32(-1.5), coefficients, which, 2, 2 + terms, rows, eta)
    exact = -1.5 + sum((coefficients[k] * rows[which[k], :50] for k in range(2, 2 + terms)), np.zeros(50))
    assert np.allclose(eta, exact, atol=1e-5)


def test_only_people_with_the_required_states_do_an_act() -> None:
    bits, eta = np.array([3, 1, 2, 0], np.uint32), np.full(4, 60.0, np.float32)
    for kind in (YES_NO, COUNT_4, COUNT_8, COUNT_16, HOURS):
        amount = np.empty(4, np.int32)
        do(kind, np.float32(9), np.uint32(1), bits, eta, np.full(4, 1 << 31, np.uint32), amount)
        assert (amount > 0).tolist() == [True, True, False, False]


def test_an_extreme_predictor_does_not_overflow() -> None:
    words, amount = np.array([0, 0xFFFFFFFF], np.uint32), np.empty(2, np.int32)
    for eta, expected in ((-1000.0, [16, 0]), (1000.0, [16, 16])):
        do(COUNT_16, np.float32(16), np.uint32(0), words, np.full(2, eta, np.float32), words, amount)
        assert amount.tolist() == expected

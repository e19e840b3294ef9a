"""behave: everybody acts. A generalised linear model gives each activity's amount of the month."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, stage
from counterscore.chance.maths import exp, log, unit

f32 = np.float32
_ZERO, _ONE, _HALF = f32(0.0), f32(1.0), f32(0.5)

# No count goes beyond 16, so that a rate of e**4 is as good as any higher one; e to minus the rate stays a number.
_MOST = f32(4.0)

YES_NO, COUNT_4, COUNT_8, COUNT_16, HOURS = range(5)


@stage
def predict(eta: Floats, base: f32, coefficients: Floats, which: Ints, predictors: Floats) -> None:
    """eta = base + sum of coefficient x predictor, for each person of the block."""
    n = eta.shape[0]
    for j in range(n):
        eta[j] = base
    for term in range(which.shape[0]):
        # A row cut after its number stays contiguous for the compiler; a table cut in its columns does not.
        add_term(eta, coefficients[term], predictors[which[term], :n])


@stage
def add_term(eta: Floats, coefficient: f32, predictor: Floats) -> None:
    """Add coefficient x predictor to eta, in place."""
    for j in range(eta.shape[0]):
        eta[j] += coefficient * predictor[j]


@stage
def draw(kind: int, most: f32, eta: Floats, words: Words, amount: Ints) -> None:
    """Turn each person's predictor and one random word into a whole amount, by the inverse distribution function."""
    if kind == YES_NO:
        _draw_yes_no(eta, words, amount)
    elif kind == COUNT_4:
        _draw_count_4(eta, words, amount)
    elif kind == COUNT_8:
        _draw_count_8(eta, words, amount)
    elif kind == COUNT_16:
        _draw_count_16(eta, words, amount)
    else:
        _draw_hours(most, eta, words, amount)


@stage
def _draw_yes_no(eta: Floats, words: Words, amount: Ints) -> None:
    for j in range(eta.shape[0]):
        amount[j] = np.int32(1) if unit(words[j]) * (_ONE + exp(-eta[j])) < _ONE else np.int32(0)


@stage
def _draw_hours(most: f32, eta: Floats, words: Words, amount: Ints) -> None:
    for j in range(eta.shape[0]):
        hours = -exp(eta[j]) * log(_ONE - unit(words[j]))
        amount[j] = np.int32(min(hours, most) + _HALF)


# One loop for each cut: with a trip count known to the compiler the inner loop unrolls and the outer one vectorises.
_RECIPROCAL = tuple(f32(1.0 / k) for k in range(1, 17))


@stage
def _draw_count_4(eta: Floats, words: Words, amount: Ints) -> None:
    for j in range(eta.shape[0]):
        u, rate = unit(words[j]), exp(min(eta[j], _MOST))
        chance = exp(-rate)
        reached, count = chance, _ZERO
        for k in range(4):
            count += _ONE if u >= reached else _ZERO
            chance *= rate * _RECIPROCAL[k]
            reached += chance
        amount[j] = np.int32(count)


@stage
def _draw_count_8(eta: Floats, words: Words, amount: Ints) -> None:
    for j in range(eta.shape[0]):
        u, rate = unit(words[j]), exp(min(eta[j], _MOST))
        chance = exp(-rate)
        reached, count = chance, _ZERO
        for k in range(8):
            count += _ONE if u >= reached else _ZERO
            chance *= rate * _RECIPROCAL[k]
            reached += chance
        amount[j] = np.int32(count)


@stage
def _draw_count_16(eta: Floats, words: Words, amount: Ints) -> None:
    for j in range(eta.shape[0]):
        u, rate = unit(words[j]), exp(min(eta[j], _MOST))
        chance = exp(-rate)
        reached, count = chance, _ZERO
        for k in range(16):
            count += _ONE if u >= reached else _ZERO
            chance *= rate * (_ONE / f32(k + 1))  # a look-up would keep so long a loop from unrolling
            reached += chance
        amount[j] = np.int32(count)

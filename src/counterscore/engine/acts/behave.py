"""behave: everybody acts. A generalised linear model gives each activity's amount of the month.

Predictors are powers of two: eta is log2 of a rate or of odds, so that 2**eta costs a short polynomial.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, no_alloc
from counterscore.chance.maths import exp2, log2, unit

f32, i32, u32, u64 = np.float32, np.int32, np.uint32, np.uint64
_ONE, _HALF = f32(1.0), f32(0.5)

YES_NO, COUNT_4, COUNT_8, COUNT_16, HOURS = range(5)
Table = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@no_alloc
def predict(base: f32, coefficients: Floats, which: Ints, first: int, last: int, rows: Table, eta: Floats) -> None:
    """eta = base + sum of coefficient x predictor over the terms first..last, for each person of the block."""
    term, n = int(first), eta.shape[0]
    while term + 4 <= last:
        _add_four(base, term == first, coefficients, which, term, rows, eta)
        term += 4
    if term == first:
        for j in range(n):
            eta[j] = base
    while term < last:
        # An unsigned place needs no check for counting from the end, without which the loop vectorises.
        x, c = u64(which[term]), coefficients[term]
        for j in range(n):
            eta[j] += c * rows[x, j]
        term += 1


@no_alloc
def _add_four(base: f32, begins: bool, coefficients: Floats, which: Ints, term: int, rows: Table, eta: Floats) -> None:
    """Four terms at a time, so that eta is read and written once for four."""
    w, x, y, z = u64(which[term]), u64(which[term + 1]), u64(which[term + 2]), u64(which[term + 3])
    a, b, c, d = coefficients[term], coefficients[term + 1], coefficients[term + 2], coefficients[term + 3]
    for j in range(eta.shape[0]):
        before = base if begins else eta[j]
        sum_of_two = (before + a * rows[w, j]) + b * rows[x, j]
        eta[j] = (sum_of_two + c * rows[y, j]) + d * rows[z, j]


@inlined
def times(most: int, eta: f32, word: u32) -> i32:
    """How often, up to `most`: once more has the odds 2**eta, so k times or more the chance (1 + 2**-eta)**-k."""
    u, step, count = unit(word), _ONE + exp2(-eta), i32(0)
    for _ in range(most):
        u = u * step
        count += i32(1) if u < _ONE else i32(0)
    return count


@inlined
def hours(most: f32, eta: f32, word: u32) -> i32:
    """How long: exponential with median 2**eta, cut at `most` and rounded."""
    return i32(min(-exp2(eta) * log2(_ONE - unit(word)), most) + _HALF)


Doing = Callable[[np.uint32, Words, Floats, Words, Ints], np.int32]


def _doing_times(most: int) -> Doing:
    """A loop for each cut: with a trip count known to the compiler the steps unroll and the loop vectorises."""

    @no_alloc
    def do(who: u32, bits: Words, eta: Floats, words: Words, amount: Ints) -> i32:
        total = i32(0)
        for j in range(eta.shape[0]):
            done = times(most, eta[j], words[j])
            amount[j] = done if (bits[j] & who) == who else i32(0)
            total = i32(total + amount[j])
        return total

    return do


_once, _up_to_4, _up_to_8, _up_to_16 = (_doing_times(most) for most in (1, 4, 8, 16))


@no_alloc
def _for_hours(most: f32, who: u32, bits: Words, eta: Floats, words: Words, amount: Ints) -> i32:
    total = i32(0)
    for j in range(eta.shape[0]):
        done = hours(most, eta[j], words[j])
        amount[j] = done if (bits[j] & who) == who else i32(0)
        total = i32(total + amount[j])
    return total


@no_alloc
def do(kind: int, most: f32, who: u32, bits: Words, eta: Floats, words: Words, amount: Ints) -> i32:
    """Write what everybody with the bits of `who` does, from the predictor and one random word; return the sum."""
    if kind == YES_NO:
        return _once(who, bits, eta, words, amount)
    if kind == COUNT_4:
        return _up_to_4(who, bits, eta, words, amount)
    if kind == COUNT_8:
        return _up_to_8(who, bits, eta, words, amount)
    if kind == COUNT_16:
        return _up_to_16(who, bits, eta, words, amount)
    return _for_hours(most, who, bits, eta, words, amount)

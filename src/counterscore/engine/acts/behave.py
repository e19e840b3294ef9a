"""behave: draw how much of each activity everybody does in the month, from a generalised linear model.

The linear predictor eta is the base-2 logarithm of a rate, of odds or of a median, because 2**eta is a short
polynomial.
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
    """Write eta = base + sum of coefficient x predictor over the terms first..last - 1, for each person of a block."""
    term, n = int(first), eta.shape[0]
    while term + 4 <= last:
        _add_four(base, term == first, coefficients, which, term, rows, eta)
        term += 4
    if term == first:
        for j in range(n):
            eta[j] = base
    while term < last:
        # An unsigned index needs no check for negative values, so the loop vectorises.
        x, c = u64(which[term]), coefficients[term]
        for j in range(n):
            eta[j] += c * rows[x, j]
        term += 1


@no_alloc
def _add_four(base: f32, begins: bool, coefficients: Floats, which: Ints, term: int, rows: Table, eta: Floats) -> None:
    """Add four terms at once, so that eta is read and written once for all four."""
    w, x, y, z = u64(which[term]), u64(which[term + 1]), u64(which[term + 2]), u64(which[term + 3])
    a, b, c, d = coefficients[term], coefficients[term + 1], coefficients[term + 2], coefficients[term + 3]
    for j in range(eta.shape[0]):
        before = base if begins else eta[j]
        sum_of_two = (before + a * rows[w, j]) + b * rows[x, j]
        eta[j] = (sum_of_two + c * rows[y, j]) + d * rows[z, j]


@inlined
def times(most: int, eta: f32, word: u32) -> i32:
    """Return a count up to `most`: k or more has probability (1 + 2**-eta)**-k, so one more has odds of 2**eta."""
    u, step, count = unit(word), _ONE + exp2(-eta), i32(0)
    for _ in range(most):
        u = u * step
        count += i32(1) if u < _ONE else i32(0)
    return count


@inlined
def hours(most: f32, eta: f32, word: u32) -> i32:
    """Return a whole number of hours: exponential with median 2**eta, capped at `most` and rounded."""
    return i32(min(-exp2(eta) * log2(_ONE - unit(word)), most) + _HALF)


Doing = Callable[[np.uint32, Words, Floats, Words, Ints], np.int32]


def _doing_times(most: int) -> Doing:
    """Return the loop for one cap. With a constant trip count the inner loop unrolls and the outer one vectorises."""

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
    """Write the amount that each person with all bits of `who` does, from eta and one random word; return the sum."""
    if kind == YES_NO:
        return _once(who, bits, eta, words, amount)
    if kind == COUNT_4:
        return _up_to_4(who, bits, eta, words, amount)
    if kind == COUNT_8:
        return _up_to_8(who, bits, eta, words, amount)
    if kind == COUNT_16:
        return _up_to_16(who, bits, eta, words, amount)
    return _for_hours(most, who, bits, eta, words, amount)

"""Exponentials, logarithms and uniform numbers in float32, computed by additions and multiplications alone.

The bits are the same on every CPU, because no library function and no fused multiply-add is used. The coefficients of
`exp` and `log` are those of expf and logf in Cephes (Moshier). `exp2` and `log2` cost half as much. They use minimax
polynomials for the relative error (Remez algorithm), rounded to float32.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.bitcast import bits_of, float_of
from counterscore.chance.kernel import inlined

f32 = np.float32
i32 = np.int32


# Adding and subtracting 1.5 * 2**23 rounds a float32 to the nearest whole number.
_MAGIC = f32(12582912.0)
_MAGIC_BITS = i32(0x4B400000)
_LOG2_E = f32(1.44269504)
_LN2_HIGH = f32(0.693359375)
_LN2_LOW = f32(-2.12194440e-4)
_EXP = tuple(f32(c) for c in (1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5))
_E0, _E1, _E2, _E3, _E4, _E5 = _EXP
_ONE = f32(1.0)
EXP_LIMIT = f32(80.0)


@inlined
def exp(x: f32) -> f32:
    """Return e**x for a float32, with x clipped to [-80, 80]; relative error below 2e-7."""
    x = min(max(x, -EXP_LIMIT), EXP_LIMIT)
    shifted = x * _LOG2_E + _MAGIC
    power = i32(bits_of(shifted) - _MAGIC_BITS)
    whole = shifted - _MAGIC
    r = (x - whole * _LN2_HIGH) - whole * _LN2_LOW
    y = ((((_E0 * r + _E1) * r + _E2) * r + _E3) * r + _E4) * r + _E5
    y = y * r * r + r + _ONE
    return y * float_of(i32((power + i32(127)) << i32(23)))


_LOG = tuple(
    f32(c)
    for c in (
        7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
        -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    )
)  # fmt: skip
_L0, _L1, _L2, _L3, _L4, _L5, _L6, _L7, _L8 = _LOG
_SQRT_HALF = f32(0.707106781186547524)
_HALF = f32(0.5)
_MANTISSA = i32(0x007FFFFF)
_HALF_BITS = i32(0x3F000000)


@inlined
def log(x: f32) -> f32:
    """Return the natural logarithm of a positive normal float32 (absolute error below 1e-6)."""
    bits = bits_of(x)
    power = f32(i32((bits >> i32(23)) - i32(126)))
    m = float_of(i32((bits & _MANTISSA) | _HALF_BITS))
    low = m < _SQRT_HALF
    power = power - (_ONE if low else f32(0.0))
    m = (m + m if low else m) - _ONE
    z = m * m
    y = (((((((_L0 * m + _L1) * m + _L2) * m + _L3) * m + _L4) * m + _L5) * m + _L6) * m + _L7) * m + _L8
    y = y * m * z
    y = y + power * _LN2_LOW
    y = y - _HALF * z
    return m + y + power * _LN2_HIGH


# 2**r for r in [-1/2, 1/2].
_P0, _P1, _P2, _P3, _P4 = (f32(c) for c in (1.3276472e-3, 9.675541e-3, 5.550713e-2, 2.402212e-1, 6.9314694e-1))
_EXPONENT = i32(23)
EXP2_LIMIT = f32(120.0)


@inlined
def exp2(x: f32) -> f32:
    """Return 2**x for a float32, with x clipped to [-120, 120]; relative error below 3e-7."""
    x = min(max(x, -EXP2_LIMIT), EXP2_LIMIT)
    shifted = x + _MAGIC
    r = x - (shifted - _MAGIC)
    y = ((((_P0 * r + _P1) * r + _P2) * r + _P3) * r + _P4) * r + _ONE
    # The low bits of `shifted` hold the integer part of x; shifting them left adds it to the exponent of y.
    return float_of(i32(bits_of(y) + (bits_of(shifted) << _EXPONENT)))


# log2(1 + m) / m for m in [-1/3, 1/3].
_Q0, _Q1, _Q2, _Q3, _Q4, _Q5, _Q6, _Q7 = (
    f32(c)
    for c in (-2.2168015e-1, 2.4686217e-1, -2.3689178e-1, 2.8558204e-1,
              -3.6078373e-1, 4.809655e-1, -7.213466e-1, 1.4426948)
)  # fmt: skip
_TWO_THIRDS = i32(0x3F2AAAAB)


@inlined
def log2(x: f32) -> f32:
    """Return the logarithm to base 2 of a positive normal float32 (absolute error below 1e-6 near 1)."""
    bits = bits_of(x)
    power = i32((bits - _TWO_THIRDS) >> _EXPONENT)
    m = float_of(i32(bits - (power << _EXPONENT))) - _ONE
    y = ((((((_Q0 * m + _Q1) * m + _Q2) * m + _Q3) * m + _Q4) * m + _Q5) * m + _Q6) * m + _Q7
    return m * y + f32(power)


_TO_UNIT = f32(2.0**-24)
_SHIFT = np.uint32(8)


@inlined
def unit(word: np.uint32) -> f32:
    """Return a float32 in [0, 1) from the upper 24 bits of a 32-bit word."""
    return f32(i32(np.uint32(word) >> _SHIFT)) * _TO_UNIT

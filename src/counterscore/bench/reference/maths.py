"""The engine's arithmetic in float32 on whole arrays, with the same operations in the same order."""

# pyright: reportArgumentType=false, reportReturnType=false
# NumPy's stubs take the product of a float32 array for float64.
from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Words

f32, i32 = np.float32, np.int32

_MAGIC, _MAGIC_BITS = f32(12582912.0), i32(0x4B400000)
_LOG2_E, _LN2_HIGH, _LN2_LOW = f32(1.44269504), f32(0.693359375), f32(-2.12194440e-4)
_EXP = tuple(f32(c) for c in (1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5))
_LOG = tuple(
    f32(c)
    for c in (
        7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
        -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    )
)  # fmt: skip
_ONE, _HALF, _SQRT_HALF, _LIMIT = f32(1.0), f32(0.5), f32(0.707106781186547524), f32(80.0)
_TO_UNIT = f32(2.0**-24)


def horner(x: Floats, coefficients: tuple[f32, ...]) -> Floats:
    """Return the polynomial with these coefficients, the highest power first, at each x."""
    y = coefficients[0] * x + coefficients[1]
    for coefficient in coefficients[2:]:
        y *= x
        y += coefficient
    return y


def exp(x: Floats) -> Floats:
    """Return e**x, with x clipped to [-80, 80].

    >>> bool(np.allclose(exp(np.array([0.0, 1.0], np.float32)), [1.0, np.e]))
    True
    """
    x = np.minimum(np.maximum(x, -_LIMIT), _LIMIT)
    shifted = x * _LOG2_E + _MAGIC
    power = shifted.view(np.int32) - _MAGIC_BITS
    whole = shifted - _MAGIC
    r = (x - whole * _LN2_HIGH) - whole * _LN2_LOW
    y = horner(r, _EXP) * r * r + r + _ONE
    return y * ((power + i32(127)) << i32(23)).view(np.float32)


def log(x: Floats) -> Floats:
    """Return the natural logarithm of positive normal numbers.

    >>> bool(np.allclose(log(np.array([1.0, 10.0], np.float32)), [0.0, 2.302585]))
    True
    """
    bits = x.view(np.int32)
    power = ((bits >> i32(23)) - i32(126)).astype(np.float32)
    m = ((bits & i32(0x007FFFFF)) | i32(0x3F000000)).view(np.float32)
    low = m < _SQRT_HALF
    power = np.where(low, power - _ONE, power)
    m = np.where(low, m + m, m) - _ONE
    z = m * m
    y = horner(m, _LOG) * m * z
    y = y + power * _LN2_LOW
    y = y - _HALF * z
    return m + y + power * _LN2_HIGH


_EXP2 = tuple(f32(c) for c in (1.3276472e-3, 9.675541e-3, 5.550713e-2, 2.402212e-1, 6.9314694e-1, 1.0))
_LOG2 = tuple(
    f32(c)
    for c in (-2.2168015e-1, 2.4686217e-1, -2.3689178e-1, 2.8558204e-1,
              -3.6078373e-1, 4.809655e-1, -7.213466e-1, 1.4426948)
)  # fmt: skip
_LIMIT2 = f32(120.0)


def exp2(x: Floats) -> Floats:
    """Return 2**x, with x clipped to [-120, 120].

    >>> bool(np.allclose(exp2(np.array([0.0, 1.5], np.float32)), [1.0, 8**0.5]))
    True
    """
    x = np.minimum(np.maximum(x, -_LIMIT2), _LIMIT2)
    shifted = x + _MAGIC
    power = shifted.view(np.int32) - _MAGIC_BITS
    y = horner(x - (shifted - _MAGIC), _EXP2)
    return (y.view(np.int32) + (power << i32(23))).view(np.float32)


def log2(x: Floats) -> Floats:
    """Return the logarithm to base 2 of positive normal numbers.

    >>> bool(np.allclose(log2(np.array([1.0, 10.0], np.float32)), [0.0, 3.3219281]))
    True
    """
    bits = x.view(np.int32)
    power = (bits - i32(0x3F2AAAAB)) >> i32(23)
    m = (bits - (power << i32(23))).view(np.float32) - _ONE
    return m * horner(m, _LOG2) + power.astype(np.float32)


def unit(word: Words) -> Floats:
    """Return numbers in [0, 1) from the upper 24 bits of words."""
    return (word >> np.uint32(8)).astype(np.float32) * _TO_UNIT

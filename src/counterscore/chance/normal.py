"""Standard normal numbers from 32-bit words by the inverse distribution function; the bits are the same on every CPU.

Source of the coefficients: Wichura 1988, algorithm AS 241, PPND7.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import inlined, leaf
from counterscore.chance.maths import log

f32 = np.float32
i32 = np.int32

_A0, _A1, _A2, _A3 = f32(3.3871327179), f32(5.0434271938e1), f32(1.5929113202e2), f32(5.9109374720e1)
_B1, _B2, _B3 = f32(1.7895169469e1), f32(7.8757757664e1), f32(6.7187563600e1)
_C0, _C1, _C2, _C3 = f32(1.4234372777), f32(2.7568153900), f32(1.3067284816), f32(1.7023821103e-1)
_D1, _D2 = f32(7.3700164250e-1), f32(1.2021132975e-1)
_SPLIT, _SPLIT_SQUARED, _TAIL = f32(0.425), f32(0.180625), f32(1.6)
_ONE, _HALF, _TO_UNIT = f32(1.0), f32(0.5), f32(2.0**-24)
_MIDDLE, _SHIFT = i32(1 << 23), np.uint32(8)


@inlined
def centred(word: np.uint32) -> f32:
    """Return the upper 24 bits of a word as a number in (-1/2, 1/2), an exact odd multiple of 2**-25."""
    return (f32(i32(i32(np.uint32(word) >> _SHIFT) - _MIDDLE)) + _HALF) * _TO_UNIT


@inlined
def normal(word: np.uint32) -> f32:
    """Return the standard normal number at the quantile given by the upper 24 bits of `word`.

    Absolute error below 2e-6; the largest number is 5.42. `word` is uniform in [0, 2**32).

    >>> float(normal(np.uint32(0xC0000000)))  # the upper quartile
    0.6744897961616516
    """
    q = centred(word)
    r = _SPLIT_SQUARED - q * q
    middle = q * (((_A3 * r + _A2) * r + _A1) * r + _A0) / (((_B3 * r + _B2) * r + _B1) * r + _ONE)
    t = np.sqrt(-log(_HALF - abs(q))) - _TAIL
    tail = (((_C3 * t + _C2) * t + _C1) * t + _C0) / ((_D2 * t + _D1) * t + _ONE)
    outer = tail if q > f32(0.0) else -tail
    return middle if abs(q) <= _SPLIT else outer


@leaf
def quantile(word: np.uint32) -> f32:
    """Return `normal(word)`. For calls from Python: the compiled code is cached on disk, unlike that of `normal`.

    >>> quantile(np.uint32(0xC0000000)) == normal(np.uint32(0xC0000000))
    True
    """
    return normal(word)

"""Standard normal numbers from words by the inverse distribution function (Wichura 1988, AS 241, PPND7)."""

# pyright: reportArgumentType=false, reportReturnType=false
# NumPy's stubs take the product of a float32 array for float64.
from __future__ import annotations

import numpy as np

from counterscore.bench.reference.maths import horner, log
from counterscore.chance.kernel import Floats, Words

f32 = np.float32
_A = tuple(f32(c) for c in (5.9109374720e1, 1.5929113202e2, 5.0434271938e1, 3.3871327179))
_B = tuple(f32(c) for c in (6.7187563600e1, 7.8757757664e1, 1.7895169469e1, 1.0))
_C = tuple(f32(c) for c in (1.7023821103e-1, 1.3067284816, 2.7568153900, 1.4234372777))
_D = tuple(f32(c) for c in (1.2021132975e-1, 7.3700164250e-1, 1.0))
_SPLIT, _SPLIT_SQUARED, _TAIL, _HALF = f32(0.425), f32(0.180625), f32(1.6), f32(0.5)


def normal(word: Words) -> Floats:
    """Return the standard normal numbers at the quantiles given by the words.

    >>> float(normal(np.array([0xC0000000], np.uint32))[0])
    0.6744897961616516
    """
    whole = (word >> np.uint32(8)).astype(np.int32) - np.int32(1 << 23)
    q = (whole.astype(np.float32) + _HALF) * f32(2.0**-24)
    r = _SPLIT_SQUARED - q * q
    middle = q * horner(r, _A) / horner(r, _B)
    t = np.sqrt(-log(_HALF - np.abs(q))) - _TAIL
    tail = horner(t, _C) / horner(t, _D)
    return np.where(np.abs(q) <= _SPLIT, middle, np.where(q > f32(0.0), tail, -tail))

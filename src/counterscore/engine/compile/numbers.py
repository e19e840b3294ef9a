"""Convert the figures of a file to the numbers of a kernel, in decimal arithmetic: it is the same on every machine."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Protocol

import numpy as np

_WORDS = 1 << 32
_MOST = 4096  # logarithms in memory: worlds of one study ask for the same ones again and again
_LN_2 = Decimal(2).ln()
PER_NATURAL = float(1 / _LN_2)  # log2(e): multiplies an exponent of e to give an exponent of two


class Valued(Protocol):
    """A declared number, of which plans keep the value alone."""

    @property
    def value(self) -> float:
        """The number."""
        ...


def threshold(chance: float) -> np.uint32:
    """Return the 32-bit threshold below which a random word lies with this probability (at most 1 - 2**-32).

    >>> int(threshold(0.5)) == 2**31
    True
    """
    return np.uint32(min(int(Decimal(chance) * _WORDS), _WORDS - 1))


@lru_cache(_MOST)
def log2(value: float) -> np.float32:
    """Return the logarithm to base 2 of a positive number."""
    return np.float32(float(Decimal(value).ln() / _LN_2))


@lru_cache(_MOST)
def log2_odds(chance: float) -> np.float32:
    """Return the logarithm to base 2 of the odds p / (1 - p)."""
    exact = Decimal(chance)
    return np.float32(float((exact / (1 - exact)).ln() / _LN_2))


def log2_median(mean: float) -> np.float32:
    """Return the logarithm to base 2 of the median of an exponential distribution with this mean."""
    return np.float32(float((Decimal(mean) * _LN_2).ln() / _LN_2))


def forgotten(half_life: float | None) -> int:
    """Return the share lost in a month, in 2**-30, given a half-life in months; 0 for None.

    >>> forgotten(1.0) == 2**29
    True
    """
    if half_life is None:
        return 0
    return round((1 - Decimal(2) ** (-1 / Decimal(half_life))) * 2**30)

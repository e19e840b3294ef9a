"""Figures of a file as the numbers of a kernel, by decimal arithmetic, which is the same on every machine."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

_WORDS = 1 << 32


def threshold(chance: float) -> np.uint32:
    """Return the 32-bit number below which a random word lies with this chance (at most 1 - 2**-32).

    >>> int(threshold(0.5)) == 2**31
    True
    """
    return np.uint32(min(int(Decimal(chance) * _WORDS), _WORDS - 1))


def natural_log(value: float) -> np.float32:
    """Return the natural logarithm of a positive number."""
    return np.float32(float(Decimal(value).ln()))


def log_odds(chance: float) -> np.float32:
    """Return log(p / (1 - p))."""
    exact = Decimal(chance)
    return np.float32(float((exact / (1 - exact)).ln()))


def forgotten(half_life: float | None) -> int:
    """Return the share lost in a month, in 2**-30, when half is lost in `half_life` months; 0 for None.

    >>> forgotten(1.0) == 2**29
    True
    """
    if half_life is None:
        return 0
    return round((1 - Decimal(2) ** (-1 / Decimal(half_life))) * 2**30)

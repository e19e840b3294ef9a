"""Chances and their log-odds, for readers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def log_odds(chance: float) -> float:
    """Return log(p / (1 - p)), of a chance kept away from 0 and 1.

    >>> round(log_odds(0.5), 3)
    0.0
    """
    kept = min(max(chance, 1e-9), 1 - 1e-9)
    return float(np.log(kept / (1 - kept)))


def chance(eta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance of these log-odds."""
    return 1.0 / (1.0 + np.exp(-eta))

"""Probabilities and their log-odds in floating point, for code that no simulated life depends on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def log_odds(chance: float) -> float:
    """Return log(p / (1 - p)) of a probability, which is clipped to 1e-9 from 0 and 1.

    >>> round(log_odds(0.5), 3)
    0.0
    """
    clipped = min(max(chance, 1e-9), 1 - 1e-9)
    return float(np.log(clipped / (1 - clipped)))


def chance(eta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities with these log-odds."""
    return 1.0 / (1.0 + np.exp(-eta))

"""Calibration: whether the same standing means the same outcome in every group."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio

DECILES = 10


def calibration(world: Outcomes, group: Flags, index: int) -> float:
    """Return the mean difference, over deciles of standing, between the group and everybody in how often it goes well.

    Deciles are weighted by the requests of the group.
    """
    requests = world.requests
    everybody = (requests.decision == index) & (requests.standing >= 0) & world.rated
    members = everybody & group[requests.person]
    if not members.any():
        return float("nan")
    decile = np.clip(requests.standing // DECILES, 0, DECILES - 1)
    expected = _share_good(decile[everybody], requests.good[everybody])
    share, count = _share_good(decile[members], requests.good[members]), np.bincount(decile[members], minlength=DECILES)
    return float(np.nansum(np.abs(share - expected) * count) / count.sum())


def _share_good(
    decile: np.ndarray[tuple[int], np.dtype[np.int8]], good: Flags
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return ratio(np.bincount(decile, weights=good, minlength=DECILES), np.bincount(decile, minlength=DECILES))

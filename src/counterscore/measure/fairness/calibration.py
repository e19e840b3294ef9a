"""Whether a standing means the same in every group."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio

TENTHS = 10


def calibration(world: Outcomes, group: Flags, place: int) -> float:
    """Return the mean gap, over tenths of the standing, between the group and all in how often it goes well."""
    requests = world.requests
    all_of_it = (requests.decision == place) & (requests.standing >= 0) & world.rated
    here = all_of_it & group[requests.person]
    if not here.any():
        return float("nan")
    tenth = np.clip(requests.standing // TENTHS, 0, TENTHS - 1)
    everybody = _share_well(tenth[all_of_it], requests.well[all_of_it])
    share, asked = _share_well(tenth[here], requests.well[here]), np.bincount(tenth[here], minlength=TENTHS)
    return float(np.nansum(np.abs(share - everybody) * asked) / asked.sum())


def _share_well(
    tenth: np.ndarray[tuple[int], np.dtype[np.int8]], well: Flags
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return ratio(np.bincount(tenth, weights=well, minlength=TENTHS), np.bincount(tenth, minlength=TENTHS))

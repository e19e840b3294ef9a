"""Requests by decision: measures of every group read the same ones, so they are sorted once a world."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes

NOTHING = float("nan")
_KNOWN: WeakKeyDictionary[Outcomes, dict[int, ConfusionCells]] = WeakKeyDictionary()


@dataclass(frozen=True)
class ConfusionCells:
    """The requests for one decision with an outcome: whose, and which of four cells, 2 * goes well + granted."""

    person: NDArray[np.int32]
    cell: NDArray[np.int8]

    def counts(self, group: Flags) -> tuple[int, int, int, int]:
        """Return how many of a group's requests go ill and are refused, ill and granted, well and refused, well."""
        ill, ill_granted, well, well_granted = np.bincount(self.cell[group[self.person]], minlength=4).tolist()
        return ill, ill_granted, well, well_granted


def asked(world: Outcomes, place: int) -> ConfusionCells:
    """Return the requests for a decision."""
    known = _KNOWN.setdefault(world, {})
    if place not in known:
        requests, kept = world.requests, world.requests.decision == place
        cell = 2 * requests.well[kept].astype(np.int8) + requests.granted[kept].astype(np.int8)
        known[place] = ConfusionCells(requests.person[kept], cell)
    return known[place]


def rate(granted: int, refused: int) -> float:
    """Return Fairlearn's selection rate of so many requests; NaN for none.

    >>> rate(1, 3)
    0.25
    """
    from fairlearn.metrics import selection_rate  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    if not granted + refused:
        return NOTHING
    both = (True, False)
    return float(selection_rate(both, both, pos_label=True, sample_weight=(granted, refused)))

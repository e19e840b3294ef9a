"""Confusion matrices of decisions: approved or refused, by whether an approval goes well or goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.cache import cached
from counterscore.measure.outcomes import Flags, Outcomes

NOTHING = float("nan")


@dataclass(frozen=True)
class ConfusionCells:
    """The requests for one decision with an outcome.

    `person`: id of the applicant. `cell`: of the confusion matrix, 2 * goes well + approved.
    """

    person: NDArray[np.int32]
    cell: NDArray[np.int8]

    def counts(self, group: Flags) -> tuple[int, int, int, int]:
        """Return the numbers of true negatives, false positives, false negatives and true positives of a group.

        Positive means approved; true means that the decision matches how the approval goes, or would go.
        """
        true_negatives, false_positives, false_negatives, true_positives = np.bincount(
            self.cell[group[self.person]], minlength=4
        ).tolist()
        return true_negatives, false_positives, false_negatives, true_positives


def confusion(world: Outcomes, index: int) -> ConfusionCells:
    """Return the requests for the decision with this index, by cell of the confusion matrix."""

    def compute() -> ConfusionCells:
        requests, selected = world.requests, world.requests.decision == index
        cell = 2 * requests.good[selected].astype(np.int8) + requests.granted[selected].astype(np.int8)
        return ConfusionCells(requests.person[selected], cell)

    return cached(world, ("confusion", index), compute)


def rate(granted: int, refused: int) -> float:
    """Return the selection rate (Fairlearn) of so many requests; NaN for none.

    >>> rate(1, 3)
    0.25
    """
    from fairlearn.metrics import selection_rate  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    if not granted + refused:
        return NOTHING
    both = (True, False)
    return float(selection_rate(both, both, pos_label=True, sample_weight=(granted, refused)))

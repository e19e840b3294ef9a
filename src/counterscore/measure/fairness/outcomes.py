"""Errors of decisions, group beside group, by what would come of a grant."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false
# Fairlearn has no type stubs.
from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes

# A group's requests as a table of two by two: (goes well, granted), each with how many there are.
WELL, GRANTED = (True, True, False, False), (True, False, True, False)


def _counts(world: Outcomes, group: Flags, place: int) -> list[int]:
    requests = world.requests
    kept = (requests.decision == place) & group[requests.person]
    return np.bincount(3 - (2 * requests.well[kept] + requests.granted[kept]), minlength=4).tolist()


def _true_positive_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Share granted among the group's requests for which it would go well."""
    from fairlearn.metrics import true_positive_rate

    counts = _counts(world, group, place)
    nobody = not counts[0] + counts[1]
    return float("nan") if nobody else float(true_positive_rate(WELL, GRANTED, pos_label=True, sample_weight=counts))


def _false_positive_rate(world: Outcomes, group: Flags, place: int) -> float:
    """Share granted among the group's requests for which it would go ill."""
    from fairlearn.metrics import false_positive_rate

    counts = _counts(world, group, place)
    nobody = not counts[2] + counts[3]
    return float("nan") if nobody else float(false_positive_rate(WELL, GRANTED, pos_label=True, sample_weight=counts))


def deserving_gap(world: Outcomes, group: Flags, place: int) -> float:
    """Return the true-positive rate of the group less that of the others."""
    return _true_positive_rate(world, group, place) - _true_positive_rate(world, ~group, place)


def undeserving_gap(world: Outcomes, group: Flags, place: int) -> float:
    """Return the false-positive rate of the group less that of the others."""
    return _false_positive_rate(world, group, place) - _false_positive_rate(world, ~group, place)

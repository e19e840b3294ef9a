"""Fairness measures: differences between groups."""

from __future__ import annotations

from counterscore.measure.fairness.calibration import calibration
from counterscore.measure.fairness.outcomes import deserving_gap, undeserving_gap
from counterscore.measure.fairness.selection import selection_ratio
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "selection-ratio": selection_ratio,
    "deserving-gap": deserving_gap,
    "undeserving-gap": undeserving_gap,
    "calibration": calibration,
}

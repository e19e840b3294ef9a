"""Fairness measures: differences between groups."""

from __future__ import annotations

from counterscore.measure.fairness.calibration import calibration, calibration_noise
from counterscore.measure.fairness.outcomes import equal_opportunity_difference, false_positive_rate_difference
from counterscore.measure.fairness.selection import selection_ratio
from counterscore.measure.protocol import Functions

MEASURES: Functions = {
    "selection-ratio": selection_ratio,
    "equal-opportunity-difference": equal_opportunity_difference,
    "false-positive-rate-difference": false_positive_rate_difference,
    "calibration": calibration,
    "calibration-noise": calibration_noise,
}

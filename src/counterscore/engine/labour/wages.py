"""The wage at which a person starts, where a gate shows employers the score."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints
from counterscore.engine.core.plan import LabourTerms

_LEAST, _MOST = np.float32(0.5), np.float32(2.0)


def start_pay(terms: LabourTerms, wage: Floats, rung: Ints) -> Floats:
    """Return these wages changed by the premium for scores above the base; people without a score keep theirs."""
    above = np.where(rung > 0, rung - terms.base, 0).astype(np.float32)
    return np.asarray(wage * np.clip(np.float32(1.0) + terms.premium * above, _LEAST, _MOST), np.float32)

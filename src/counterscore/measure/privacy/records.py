"""What data sources record."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import yearly


def records(world: Outcomes) -> Person:
    """Return units of acts seen per adult year, per person."""
    return yearly(world, world.acts.seen.sum(axis=0, dtype=np.int64))


def seen_share(world: Outcomes, group: Flags) -> float:
    """Return the share of units done that was seen."""
    return float(ratio(world.acts.seen[:, group].sum(dtype=np.int64), world.acts.done[:, group].sum(dtype=np.int64)))

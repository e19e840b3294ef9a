"""The cost of surveillance."""

from __future__ import annotations

import numpy as np

from counterscore.catalogue.judgement import judgement
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person
from counterscore.measure.rates import yearly


def watching_cost(world: Outcomes) -> Person:
    """Return the cost of keeping a person's records in yuan per adult year."""
    return yearly(world, world.acts.seen.sum(axis=0, dtype=np.int64)) * judgement().watching.record.value

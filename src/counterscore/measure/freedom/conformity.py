"""Acts done for show."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import units


def conformity(world: Outcomes) -> Person:
    """Return, of the acts open to gaming or to self-censorship, the share of those open to gaming."""
    acts = list(enumerate(world.society.activities))
    shown = units(world, [place for place, act in acts if act.response == "game" and act.law == "lawful"])
    hidden = units(world, [place for place, act in acts if act.response == "censor"])
    return np.where(world.adult, ratio(shown, shown + hidden), np.nan)

"""Conformity: acts of kinds that people do for appearances, among those and the kinds that they avoid out of fear."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person, ratio
from counterscore.measure.rates import units


def conformity(world: Outcomes) -> Person:
    """Return, of lawful acts open to gaming and acts open to self-censorship, the share open to gaming, per person."""
    acts = list(enumerate(world.society.activities))
    shown = units(world, [index for index, act in acts if act.response == "game" and act.law == "lawful"])
    hidden = units(world, [index for index, act in acts if act.response == "censor"])
    return np.where(world.adult, ratio(shown, shown + hidden), np.nan)

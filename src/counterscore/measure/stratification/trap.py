"""The poverty trap: long-term unemployment."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio
from counterscore.run.tally import LONG
from counterscore.society.traits import BIT

_DUE = np.uint32(BIT["alive"] | BIT["working-age"] | BIT["labour-force"])


def poverty_trap(world: Outcomes, group: Flags) -> float:
    """Return the share of the labour force out of work for two years or more at the end."""
    due = group & ((world.ends.bits & _DUE) == _DUE)
    long = due & ((world.ends.bits & np.uint32(BIT["jobless"])) != 0) & (world.ends.spell >= LONG)
    return float(ratio(long.sum(), due.sum()))

"""Opinions of everybody at the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import OpinionsHeld
from counterscore.society.opinions import OPINIONS

_STEPS = np.float32(65535.0)


def opinions_held(world: World) -> OpinionsHeld:
    """Return everybody's opinions now, NaN in a society that declares none."""
    return OpinionsHeld(**{name: _levels(world, name) for name in OPINIONS})


def _levels(world: World, name: str) -> NDArray[np.float32]:
    if world.rules.opinions is None:
        return np.full(world.people, np.nan, np.float32)
    return getattr(world.state, name)[: world.people].astype(np.float32) / _STEPS

"""The ties between people at the start and at the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World


def edges(world: World) -> NDArray[np.int32]:
    """Return every tie once, as ids in 2 x ties, the smaller id first."""
    state = world.state
    offsets = state.offsets[: world.people + 1]
    friends = state.friends[offsets[0] : offsets[-1]]
    owner = np.repeat(np.arange(world.people, dtype=np.int32), np.diff(offsets))
    once = owner < friends  # unused entries hold -1
    return np.stack([owner[once], friends[once]])


def degrees(ties: NDArray[np.int32], people: int) -> NDArray[np.int32]:
    """Return how many ties each person has.

    >>> degrees(np.array([[0, 0], [1, 2]], np.int32), 4).tolist()
    [2, 1, 1, 0]
    """
    return np.bincount(ties.ravel(), minlength=people).astype(np.int32)

"""Counts the months that each person spends in each state."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import Times
from counterscore.society.traits import BIT
from counterscore.study.recording.room import cut, make_room

# By field of `Times`: the bits that must all be set.
STATES = {
    "alive": ("alive",),
    "adult": ("alive", "adult"),
    "due": ("alive", "working-age", "labour-force"),
    "employed": ("alive", "working-age", "labour-force", "employed"),
    "jobless": ("alive", "jobless"),
    "ill": ("alive", "ill"),
    "strained": ("alive", "adult", "strained"),
    "home_owner": ("alive", "adult", "home-owner"),
    "partnered": ("alive", "adult", "partnered"),
    "papers": ("alive", "adult", "papers"),
    "scored": ("alive", "scored"),
    "listed": ("alive", "scored", "listed"),
}
_MASKS = {name: np.uint32(sum(BIT[bit] for bit in bits)) for name, bits in STATES.items()}


class PersonMonths:
    """Counts months by state and person."""

    def __init__(self, world: World) -> None:
        self.months: dict[str, NDArray[Any]] = {name: np.zeros(world.people, np.uint16) for name in STATES}

    def after(self, world: World) -> None:
        """Count the month that was just simulated."""
        make_room(self.months, world.people)
        bits = world.state.bits[: world.people]
        for name, mask in _MASKS.items():
            self.months[name][: world.people] += (bits & mask) == mask

    def result(self, people: int) -> Times:
        """Return the months in each state, by person."""
        return Times(**cut(self.months, people))

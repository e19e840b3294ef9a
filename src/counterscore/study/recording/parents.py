"""Records the pay of the parent of each child who comes of age."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.society.traits import BIT
from counterscore.study.recording.room import cut, make_room

_GROWN = np.uint32(BIT["alive"] | BIT["adult"])


class ParentalPay:
    """Follows who comes of age. `pay`: of the parent, yuan a month in work; 0 for those without one, and all others."""

    def __init__(self, world: World) -> None:
        self.columns: dict[str, NDArray[Any]] = {"pay": np.zeros(world.people, np.float32)}
        self.children = np.zeros(0, np.intp)

    def before(self, world: World) -> None:
        """Record who is a child before the month."""
        bits = world.state.bits[: world.people]
        self.children = np.flatnonzero((bits & _GROWN) == np.uint32(BIT["alive"]))

    def after(self, world: World) -> None:
        """Record the parent's pay for the children who came of age in the month."""
        make_room(self.columns, world.people)
        state = world.state
        own = state.guardian[self.children] == self.children  # the oldest child of a household without adults
        grown = self.children[((state.bits[self.children] & _GROWN) == _GROWN) & ~own]
        self.columns["pay"][grown] = state.wage[state.guardian[grown]]

    def result(self, people: int) -> NDArray[np.float32]:
        """Return the pay of each person's parent."""
        make_room(self.columns, people)
        return cut(self.columns, people)["pay"]

"""An operator's records of everybody: sums of acts, which fade, and counts of outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from counterscore.engine.world import World

Table = NDArray[np.float32]
Counts = NDArray[np.int32]


class Records:
    """The records of one operator, with an entry for each place of the state.

    `acts`: fading sums of recorded acts, activity x place. `outcomes`: how often an outcome was recorded so far, by
    place. `kinds`, `outcomes` of the constructor: the activities to sum and to count. `kept`: the share of a record
    that is left after a month.
    """

    def __init__(self, kinds: Sequence[int], outcomes: Sequence[int], kept: float) -> None:
        self._kinds = list(kinds)
        self._outcomes = list(outcomes)
        self._kept = np.float32(kept)
        self.acts: Table = np.zeros((len(self._kinds), 0), np.float32)
        self.outcomes: Counts = np.zeros(0, np.int32)

    def make_room(self, world: World) -> None:
        """Make room for everybody, and open an empty diary for the month."""
        self.grow(len(world.state.born))
        world.open_diary()

    def grow(self, size: int) -> None:
        """Enlarge the records to `size` places."""
        more = size - len(self.outcomes)
        if more > 0:
            self.acts = np.pad(self.acts, ((0, 0), (0, more)))
            self.outcomes = np.pad(self.outcomes, (0, more))

    def add(self, noted: Counts) -> None:
        """Let the records fade, and add a month's acts as they were seen, activity x place."""
        self.acts *= self._kept
        for row, activity in enumerate(self._kinds):
            self.acts[row] += noted[activity]
        for activity in self._outcomes:
            self.outcomes += noted[activity]

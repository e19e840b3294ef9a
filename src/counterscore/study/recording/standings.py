"""Records everybody's rung after the first month, after every year, and at the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import Standings
from counterscore.run.chronicle import YEAR
from counterscore.study.recording.room import roomy


class YearlyRungs:
    """Records the rungs of these months."""

    def __init__(self, months: int) -> None:
        self.months = months
        self.rungs: dict[int, NDArray[np.int32]] = {}

    def after(self, world: World, one_score: bool) -> None:
        """Record the rungs if it is one of these months; 0 for everybody while people have no single score."""
        month = world.month - 1
        if month == 0 or (month + 1) % YEAR == 0 or month == self.months - 1:
            self.rungs[month] = world.state.score[: world.people] * np.int32(one_score)

    def result(self, people: int, rated: bool) -> Standings:
        """Return the rungs by month; 0 for everybody if nothing moves scores (`rated` is False)."""
        rows = [roomy(rungs, people)[:people] * np.int32(rated) for rungs in self.rungs.values()]
        return Standings(np.array(list(self.rungs), np.int16), np.stack(rows))

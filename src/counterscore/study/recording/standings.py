"""Everybody's rung after the first month, after every year, and at the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import Standings
from counterscore.run.chronicle import YEAR
from counterscore.study.recording.room import roomy


class Yearbook:
    """Keeps the rungs of some months."""

    def __init__(self, months: int) -> None:
        self.months = months
        self.kept: dict[int, NDArray[np.int32]] = {}

    def after(self, world: World, one_score: bool) -> None:
        """Keep the month's rungs if it is one of those; 0 for all while no one number stands for a person."""
        month = world.month - 1
        if month == 0 or (month + 1) % YEAR == 0 or month == self.months - 1:
            self.kept[month] = world.state.score[: world.people] * np.int32(one_score)

    def result(self, people: int, rated: bool) -> Standings:
        """Return the rungs, 0 for everybody where nothing moves a score."""
        rows = [roomy(rungs, people)[:people] * np.int32(rated) for rungs in self.kept.values()]
        return Standings(np.array(list(self.kept), np.int16), np.stack(rows))

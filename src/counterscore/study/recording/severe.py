"""Records severe refusals, and what the person judged had on record by then."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.gate import BY_REGIME
from counterscore.engine.access.verdict import judged_of
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.measure.evidence.proportion import MINOR, SEVERE, gravities, severities, worst
from counterscore.measure.outcomes import SevereRefusals
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile
from counterscore.study.recording.room import cut, make_room


class SevereRecords:
    """Counts severe refusals by a gate or list for each person judged."""

    def __init__(self, world: World, society: SocietyFile, regime: RegimeFile) -> None:
        self.columns: dict[str, NDArray[Any]] = {name: np.zeros(world.people, np.uint16) for name in ("met", "minor")}
        self.gravities = gravities(society, regime)
        self.severe = severities(society, regime) >= SEVERE

    def after(self, world: World, month: MonthResult, seen: NDArray[Any]) -> None:
        """Add the refusals of the month. `seen`: activities x people, units seen so far."""
        make_room(self.columns, world.people)
        by_regime = [(asks, np.flatnonzero(np.isin(said, BY_REGIME))) for asks, _, said in month.asks]
        decision = np.concatenate([asks.decision[here] for asks, here in by_regime])
        person = np.concatenate([asks.person[here] for asks, here in by_regime])[self.severe[decision]]
        judged = judged_of(world.state, person)
        minor = worst(seen[:, judged], self.gravities) <= MINOR
        np.add.at(self.columns["met"], judged, 1)
        np.add.at(self.columns["minor"], judged[minor], 1)

    def result(self, people: int) -> SevereRefusals:
        """Return the counts."""
        make_room(self.columns, people)
        return SevereRefusals(**cut(self.columns, people))

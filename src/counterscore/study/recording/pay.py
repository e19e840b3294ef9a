"""Adds up what each person is paid, month by month: a wage may change many times in a life."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import Earnings
from counterscore.society.traits import BIT
from counterscore.study.recording.room import cut, make_room

_GROWN, _JOBLESS = np.uint32(BIT["alive"] | BIT["adult"]), np.uint32(BIT["jobless"])


class PayRecords:
    """Adds up the pay of every month in which a person is adult."""

    def __init__(self, world: World) -> None:
        self.sums: dict[str, NDArray[Any]] = {"paid": np.zeros(world.people, np.float64)}
        self.wage, self.grown = world.state.wage[:0], np.zeros(0, np.bool_)

    def before(self, world: World) -> None:
        """Record the wages: people are paid before the answers of the month change them."""
        self.wage = world.state.wage[: world.people].copy()
        self.grown = (world.state.bits[: world.people] & _GROWN) == _GROWN

    def after(self, world: World) -> None:
        """Add the month. People who come of age in it are paid the wage that they draw then."""
        make_room(self.sums, world.people)
        known = len(self.wage)
        bits = world.state.bits[:known]
        wage = np.where(self.grown, self.wage, world.state.wage[:known]).astype(np.float64)
        share = np.where((bits & _JOBLESS) != 0, float(world.plan.hazards.benefit), 1.0)
        self.sums["paid"][:known] += np.where((bits & _GROWN) == _GROWN, wage * share, 0.0)

    def result(self, people: int) -> Earnings:
        """Return what each person was paid."""
        make_room(self.sums, people)
        return Earnings(**cut(self.sums, people))

"""What each person did, and what of it was seen, added up over the months."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import ActCounts
from counterscore.run.chronicle import MonthRecord
from counterscore.study.recording.room import cut, make_room


class Deeds:
    """Adds up the diary of the months."""

    def __init__(self, world: World) -> None:
        shape = (len(world.plan.acts.kind), world.people)
        self.sums: dict[str, NDArray[Any]] = {name: np.zeros(shape, np.uint32) for name in ("done", "seen")}

    def before(self, world: World) -> None:
        """See to it that the diary has a place for everybody."""
        world.open_diary()

    def after(self, world: World) -> None:
        """Add the month."""
        make_room(self.sums, world.people)
        count = min(world.people, world.diary.done.shape[1])
        self.sums["done"][:, :count] += world.diary.done[:, :count].view(np.uint32)
        self.sums["seen"][:, :count] += world.diary.noted[:, :count].view(np.uint32)

    def result(self, people: int, months: list[MonthRecord]) -> ActCounts:
        """Return the sums; by month they come from the world's own count."""
        return ActCounts(
            **cut(self.sums, people),
            done_by_month=np.stack([record.acts for record in months]),
            seen_by_month=np.stack([record.seen for record in months]),
        )

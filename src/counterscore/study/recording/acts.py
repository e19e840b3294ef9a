"""Counts what each person did, and how much of it was recorded by a watcher, over all months."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.world import World
from counterscore.measure.outcomes import ActCounts
from counterscore.run.chronicle import MonthRecord
from counterscore.study.recording.room import cut, make_room


class DiaryTotals:
    """Adds up the diary of every month."""

    def __init__(self, world: World) -> None:
        shape = (len(world.plan.acts.kind), world.people)
        self.sums: dict[str, NDArray[Any]] = {name: np.zeros(shape, np.uint32) for name in ("done", "seen")}

    def before(self, world: World) -> None:
        """Make room in the diary for everybody."""
        world.open_diary()

    def after(self, world: World) -> None:
        """Add the month."""
        make_room(self.sums, world.people)
        count = min(world.people, world.diary.done.shape[1])
        self.sums["done"][:, :count] += world.diary.done[:, :count].view(np.uint32)
        self.sums["seen"][:, :count] += world.diary.noted[:, :count].view(np.uint32)

    def result(self, people: int, months: list[MonthRecord]) -> ActCounts:
        """Return the sums by person; totals by month come from the world's own counts."""
        return ActCounts(
            **cut(self.sums, people),
            done_by_month=np.stack([record.acts for record in months]),
            seen_by_month=np.stack([record.seen for record in months]),
        )

"""What data sources have on file when nobody is scored: from a second simulation of the run."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.run.reading import Run
from counterscore.run.world import new_world, run_world

_SCHEMA = {"id": pl.Int32, "month": pl.Int32, "activity": pl.String}


class RecordedActs:
    """Observes a run: stores who has any record at all, and the recorded acts of a `sample` (ids) by month."""

    def __init__(self, activities: list[str], sample: Ints, people: int) -> None:
        self.activities, self.sample = activities, sample
        self.known: NDArray[np.bool_] = np.zeros(people, np.bool_)
        self._pages: list[pl.DataFrame] = []

    def before(self, world: World) -> None:
        """Start recording the month."""
        world.open_diary()

    def after(self, world: World, month: MonthResult) -> None:
        """Store what was recorded in the month."""
        noted = world.diary.noted[:, : len(self.known)] != 0
        self.known[: noted.shape[1]] |= noted.any(axis=0)
        present = self.sample[self.sample < noted.shape[1]]
        person, kind = np.nonzero(noted[:, present].T)
        named = pl.Series(self.activities, dtype=pl.String).gather(kind)
        self._pages.append(
            pl.DataFrame(
                {"id": present[person], "month": np.full(len(person), month.month, np.int32), "activity": named}
            )
        )

    def acts(self) -> pl.DataFrame:
        """Return the recorded acts of the sample: id, month, activity."""
        return pl.concat([pl.DataFrame(schema=_SCHEMA), *self._pages])


def records_of(run: Run, sample: Ints) -> RecordedActs:
    """Simulate the run again and return who has records, with the recorded acts of the `sample` (ids, ascending)."""
    recorded = RecordedActs([each.id for each in run.society.file.activities], sample, len(run.people))
    with new_world(run.scenario) as world:
        run_world(run.scenario, world, watch=recorded)
    return recorded

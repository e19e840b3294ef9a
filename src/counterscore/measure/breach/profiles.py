"""What partners have on file where nobody is scored: the run repeated, and what was recorded in each month."""

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


class Watched:
    """Looks on, and notes of whom anything was recorded at all, and which acts of a `sample` in which month."""

    def __init__(self, activities: list[str], sample: Ints, people: int) -> None:
        self.activities, self.sample = activities, sample
        self.known: NDArray[np.bool_] = np.zeros(people, np.bool_)
        self._pages: list[pl.DataFrame] = []

    def before(self, world: World) -> None:
        """Open a page for the month."""
        world.open_diary()

    def after(self, world: World, month: MonthResult) -> None:
        """Keep what the page says."""
        noted = world.diary.noted[:, : len(self.known)] != 0
        self.known[: noted.shape[1]] |= noted.any(axis=0)
        there = self.sample[self.sample < noted.shape[1]]
        who, kind = np.nonzero(noted[:, there].T)
        named = pl.Series(self.activities, dtype=pl.String).gather(kind)
        self._pages.append(
            pl.DataFrame({"id": there[who], "month": np.full(len(who), month.month, np.int32), "activity": named})
        )

    def acts(self) -> pl.DataFrame:
        """Return the acts of the sample: id, month, activity."""
        return pl.concat([pl.DataFrame(schema=_SCHEMA), *self._pages])


def watch_again(run: Run, sample: Ints) -> Watched:
    """Repeat the run, and note what is recorded of everybody in it and of the `sample` (ids, ascending)."""
    watched = Watched([each.id for each in run.society.file.activities], sample, len(run.people))
    with new_world(run.scenario) as world:
        run_world(run.scenario, world, watch=watched)
    return watched

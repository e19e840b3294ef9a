"""What is on record about whom, month by month: from a second simulation of a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World
from counterscore.run.reading import Run
from counterscore.run.world import new_world, run_world

Flags = NDArray[np.bool_]
BLOCK = 256  # people at a time, a multiple of eight


@dataclass(frozen=True, eq=False)
class LeakedRecords:
    """Which acts are on record for which people.

    `ids`: of the people, ascending. `activities`: by id. `bits`: months x activities x people, eight people a byte, so
    that the records of 60,000 people over ten years take some 30 megabytes.
    """

    ids: Ints
    activities: tuple[str, ...]
    bits: NDArray[np.uint8]

    def blocks(self) -> Iterator[tuple[slice, Flags]]:
        """Yield, block by block, where people stand in `ids` and what is on record: people x months x activities."""
        for start in range(0, len(self.ids), BLOCK):
            stop = min(start + BLOCK, len(self.ids))
            part = self.bits[..., start // 8 : (stop + 7) // 8]
            found = np.unpackbits(part, axis=-1, count=stop - start).astype(np.bool_)
            yield slice(start, stop), np.moveaxis(found, -1, 0)

    def months_of(self) -> NDArray[np.int64]:
        """Return in how many months each kind of act is on record: people x activities."""
        found = np.zeros((len(self.ids), len(self.activities)), np.int64)
        for place, on in self.blocks():
            found[place] = on.sum(axis=1)
        return found


class RecordedActs:
    """Observes a run: stores who has any record at all, and by month what is on record about the people `ids`.

    `rated`: only acts that count for a score which the person has in that month, as in a ledger.
    """

    def __init__(self, activities: tuple[str, ...], ids: Ints, people: int, rated: bool) -> None:
        self.activities, self.ids, self.rated = activities, ids, rated
        self.known: Flags = np.zeros(people, np.bool_)
        self._pages: list[NDArray[np.uint8]] = []

    def before(self, world: World) -> None:
        """Start recording the month."""
        world.open_diary()

    def after(self, world: World, month: MonthResult) -> None:
        """Store what was recorded in the month."""
        noted = world.diary.noted[:, : len(self.known)] != 0
        if self.rated:
            noted &= _counting(world, noted.shape[1])
        self.known[: noted.shape[1]] |= noted.any(axis=0)
        present = int(np.count_nonzero(self.ids < noted.shape[1]))
        page = np.zeros((len(noted), len(self.ids)), np.bool_)
        page[:, :present] = noted[:, self.ids[:present]]
        self._pages.append(np.packbits(page, axis=1))

    def records(self) -> LeakedRecords:
        """Return what is on record about the people `ids`."""
        return LeakedRecords(self.ids, self.activities, np.stack(self._pages))


def _counting(world: World, people: int) -> Flags:
    """Return which acts count for a score that the person has: activities x people."""
    plan = world.latest
    scored = [row(world.state, place).score[:people] > 0 for place in range(len(plan.operators))]
    found = np.zeros((len(plan.sight.points), people), np.bool_)
    for activity in np.flatnonzero(plan.sight.points):
        found[activity] = scored[plan.sight.row[activity]]
    return found


def records_of(run: Run, ids: Ints, rated: bool) -> RecordedActs:
    """Simulate the run again and return who has records, with those of the people `ids` (ascending)."""
    activities = tuple(each.id for each in run.society.file.activities)
    recorded = RecordedActs(activities, ids, len(run.people), rated)
    with new_world(run.scenario) as world:
        run_world(run.scenario, world, watch=recorded)
    return recorded

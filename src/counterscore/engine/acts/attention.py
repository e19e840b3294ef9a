"""Looking that follows what was found: where sources found much they look more, and so find more.

An exchange: what was found, and whom there was to look at, by place, in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, Words, no_alloc
from counterscore.engine.core.plan import Watchfulness
from counterscore.engine.core.state import Bytes, Longs, WordTable
from counterscore.society.traits import BIT

if TYPE_CHECKING:
    from counterscore.engine.world import World

f64, i32, u32, u64 = np.float64, np.int32, np.uint32, np.uint64
PLACES = 32
REGION, LIST, SCORE = 1, 2, 3
DIVISIONS = (None, "region", "list", "score")
_LISTED, _ALIVE = u32(BIT["listed"]), u32(BIT["alive"])
_TENTHS = i32(10)
_MOST = f64(4294967295.0)
Table = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]


class Found(NamedTuple):
    """What a partition counts, by source and place: whom there was to look at, and acts that cost points and were
    seen.
    """

    crowd: Counts
    found: Counts


@dataclass
class Memory:
    """What is remembered of each place, by source, and how hard each looks there: times the even looking.

    `of`: under which rules; a new phase begins with even looking.
    """

    of: Ints | None = None
    kept: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, PLACES)))
    times: Table = field(default_factory=lambda: np.ones((0, PLACES), np.float32))


def nothing_found(sources: int) -> Found:
    """Return the counts of a partition before the month."""
    return Found(np.zeros((sources, PLACES), np.int64), np.zeros((sources, PLACES), np.int64))


@no_alloc
def locate(division: int, top: np.int32, region: Bytes, bits: Words, last: Ints, place: Ints) -> None:
    """Write where everybody stands, in the way in which a source divides people."""
    for j in range(place.shape[0]):
        if division == REGION:
            place[j] = i32(region[j])
        elif division == LIST:
            place[j] = i32((bits[j] & _LISTED) != u32(0))
        else:
            place[j] = i32(1) + min(last[j] * _TENTHS // max(top, i32(1)), _TENTHS) if last[j] > i32(0) else i32(0)


@no_alloc
def turn(source: int, place: Ints, bits: Words, times: Table, reach: WordTable, crowd: Counts) -> None:
    """Look as much harder, or less hard, at everybody as at the place."""
    row = u64(source)
    for j in range(place.shape[0]):
        reach[row, j] = u32(min(f64(reach[row, j]) * f64(times[row, place[j]]), _MOST))
        crowd[row, place[j]] += 1 if (bits[j] & _ALIVE) != u32(0) else 0


@no_alloc
def note(source: int, place: Ints, seen: Ints, found: Counts) -> None:
    """Count what was found where."""
    for j in range(place.shape[0]):
        found[source, place[j]] += seen[j]


def before(world: World) -> Table:
    """Return how hard each source looks at each place this month."""
    watch, memory = world.rules.watch, world.attention
    if memory.of is not watch.division:
        sources = len(watch.division)
        world.attention = Memory(watch.division, np.zeros((sources, PLACES)), np.ones((sources, PLACES), np.float32))
    return world.attention.times


def learn(world: World, months: list[Found]) -> None:
    """Deal out the looking of next month by what was found."""
    watch, memory = world.rules.watch, world.attention
    if not watch.division.any():
        return
    crowd, found = (np.sum(column, axis=0) for column in zip(*months, strict=True))
    memory.kept = memory.kept * watch.kept[:, None] + found
    for p in np.flatnonzero(watch.division):
        memory.times[p] = _times(watch, int(p), memory.kept[p], crowd[p])


def _times(watch: Watchfulness, p: int, kept: NDArray[np.float64], crowd: Longs) -> NDArray[np.float32]:
    """Even looking, and the part that leans to where more was found for each who is there."""
    people, whole = float(crowd.sum()), float(kept.sum())
    if whole <= 0 or people <= 0:
        return np.ones(PLACES, np.float32)
    rate = np.divide(kept, crowd, out=np.zeros(PLACES), where=crowd > 0) / (whole / people)
    lean = float(watch.lean[p])
    return np.minimum(1 - lean + lean * rate, watch.most[p]).astype(np.float32)

"""Adaptive surveillance: effort follows past detections. A source looks more where it found more, and so finds more.

A place is a region, a list or a tenth of the scale. Finds and people are counted by place in whole numbers, so that
sums over partitions are exact in any order.
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
    """What a partition counts, source x place: people alive, and recorded acts of the kinds sought."""

    crowd: Counts
    found: Counts


@dataclass
class Memory:
    """What sources remember of past finds, and the effort that follows from it.

    `of`: the plan's array of divisions that the memory belongs to; a new phase starts with uniform surveillance.
    `kept`: source x place, past finds, decayed. `times`: source x place, the effort relative to uniform surveillance.
    """

    of: Ints | None = None
    kept: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, PLACES)))
    times: Table = field(default_factory=lambda: np.ones((0, PLACES), np.float32))


def nothing_found(sources: int) -> Found:
    """Return the counts of a partition at the start of a month: zeros."""
    return Found(np.zeros((sources, PLACES), np.int64), np.zeros((sources, PLACES), np.int64))


@no_alloc
def locate(division: int, top: np.int32, region: Bytes, bits: Words, last: Ints, place: Ints) -> None:
    """Write each person's place: the region, whether the person is listed (0 or 1), or 1 plus the tenth of the scale.

    By score, people without one are in place 0. `last`: last month's rungs; `top`: the highest rung.
    """
    for j in range(place.shape[0]):
        if division == REGION:
            place[j] = i32(region[j])
        elif division == LIST:
            place[j] = i32((bits[j] & _LISTED) != u32(0))
        else:
            place[j] = i32(1) + min(last[j] * _TENTHS // max(top, i32(1)), _TENTHS) if last[j] > i32(0) else i32(0)


@no_alloc
def direct_effort(source: int, place: Ints, bits: Words, times: Table, reach: WordTable, crowd: Counts) -> None:
    """Multiply each person's row of `reach` by the effort at the place, and count the people alive in `crowd`."""
    row = u64(source)
    for j in range(place.shape[0]):
        reach[row, j] = u32(min(f64(reach[row, j]) * f64(times[row, place[j]]), _MOST))
        crowd[row, place[j]] += 1 if (bits[j] & _ALIVE) != u32(0) else 0


@no_alloc
def count_finds(source: int, place: Ints, seen: Ints, found: Counts) -> None:
    """Add what was seen of one activity to the finds of each place."""
    for j in range(place.shape[0]):
        found[source, place[j]] += seen[j]


def before(world: World) -> Table:
    """Return the effort of each source at each place this month; reset it when a new phase begins."""
    watch, memory = world.rules.watch, world.attention
    if memory.of is not watch.division:
        sources = len(watch.division)
        world.attention = Memory(watch.division, np.zeros((sources, PLACES)), np.ones((sources, PLACES), np.float32))
    return world.attention.times


def learn(world: World, months: list[Found]) -> None:
    """Set next month's effort by what was found. `months`: the counts of each partition."""
    watch, memory = world.rules.watch, world.attention
    if not watch.division.any():
        return
    crowd, found = (np.sum(column, axis=0) for column in zip(*months, strict=True))
    memory.kept = memory.kept * watch.kept[:, None] + found
    for p in np.flatnonzero(watch.division):
        memory.times[p] = _times(watch, int(p), memory.kept[p], crowd[p])


def _times(watch: Watchfulness, p: int, kept: NDArray[np.float64], crowd: Longs) -> NDArray[np.float32]:
    """Return the effort by place, up to a maximum: a uniform part, and a part proportional to past finds per person."""
    people, whole = float(crowd.sum()), float(kept.sum())
    if whole <= 0 or people <= 0:
        return np.ones(PLACES, np.float32)
    rate = np.divide(kept, crowd, out=np.zeros(PLACES), where=crowd > 0) / (whole / people)
    lean = float(watch.lean[p])
    return np.minimum(1 - lean + lean * rate, watch.most[p]).astype(np.float32)

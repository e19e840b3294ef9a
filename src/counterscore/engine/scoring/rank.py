"""rank: everybody against everybody. Scores are whole numbers, so counting and sorting them ranks exactly.

Each partition counts how many stand on the rungs of each group, of 256 rungs; whoever asks for a place looks further
into one group alone. So no month reads a scale of a million rungs, on which most stand alone or nobody does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, inlined, kernel, no_alloc, runtime_int

if TYPE_CHECKING:
    from counterscore.engine.world import World

i32, u32 = np.int32, np.uint32
Longs = NDArray[np.int64]
_BITS = 8
_OTHERS = (1 << _BITS) - 1  # the rungs of a group beside its lowest
_STRETCH = 64


@inlined
def group_of(rung: i32) -> u32:
    """The group of a rung: 0 for no score, then 256 rungs each from the lowest on."""
    return u32(u32(rung) + u32(_OTHERS)) >> u32(_BITS)


def no_groups(top: int) -> Ints:
    """Return the counts of nobody on a scale of so many rungs."""
    return np.zeros((top + _OTHERS >> _BITS) + 1, np.int32)


@no_alloc
def _some_between(rungs: Ints, low: int, high: int) -> bool:
    found = 0
    for j in range(rungs.shape[0]):
        found += int((rungs[j] >= low) & (rungs[j] < high))
    return found > 0


@kernel
def between(rungs: Ints, low: int, high: int, some: Ints) -> int:
    """Write the rungs from `low` on and below `high` into one place more than there are such; return how many."""
    count = runtime_int(0)
    for start in range(0, rungs.shape[0], _STRETCH):
        here = rungs[start : start + _STRETCH]
        if _some_between(here, low, high):  # a loop that vectorises: few stretches hold one of the group
            for j in range(here.shape[0]):
                # Written always and kept only if it counts: cheaper than a branch that cannot be foreseen.
                some[count] = here[j]
                count += int((here[j] >= low) & (here[j] < high))
    return count


@dataclass
class Standing:
    """Where everybody stood when all were ranked, as long as no other month is lived.

    `groups`: how many stand in each group of rungs; `gone`: rungs of those who were ranked and have left since.
    """

    world: World
    groups: Ints
    gone: Ints = field(default_factory=lambda: np.empty(0, np.int32))

    @cached_property
    def ends(self) -> Longs:
        """How many stand in each group or lower."""
        return np.cumsum(self.groups, dtype=np.int64)

    @property
    def scored(self) -> int:
        """How many have a score."""
        return int(self.ends[-1])

    def at(self, below: int) -> int:
        """Return the lowest rung such that more than `below` people stand on it or lower: at most so many stand lower.

        So equals are refused together only where all of them are among the last; one rung above the highest if nobody
        is to pass.
        """
        if below >= self.scored:
            return self.at(self.scored - 1) + 1 if self.scored else 1
        group = int(np.searchsorted(self.ends, below, side="right"))
        place = below - int(self.ends[group] - self.groups[group])
        return int(np.partition(self._within(group), place)[place])

    def lower(self, rung: int) -> int:
        """Return how many stand on a lower rung."""
        group = int(group_of(np.int32(rung)))
        if group >= len(self.groups):
            return self.scored
        return int(self.ends[group] - self.groups[group]) + int(np.count_nonzero(self._within(group) < rung))

    def everybody(self) -> Ints:
        """Return the rungs of all who have a score, in ascending order."""
        rungs = np.sort(np.concatenate([self._present(), self.gone]))
        return rungs[np.searchsorted(rungs, 1) :]

    def _present(self) -> Ints:
        # Looked up each time: the columns move when room is made for those who are born.
        return self.world.state.score[: self.world.people]

    def _within(self, group: int) -> Ints:
        """The rungs of all who stand in a group."""
        high = (group << _BITS) + 1
        low, some = high - _OTHERS - 1, np.empty(int(self.groups[group]) + 1, np.int32)
        count = between(self._present(), low, high, some)
        return np.concatenate([some[:count], self.gone[(self.gone >= low) & (self.gone < high)]])


def stand(world: World, counts: Sequence[Ints]) -> Standing:
    """Return where everybody stands, from the groups of each partition; those without a score are left out."""
    groups: Ints = sum(counts, start=np.zeros(1, np.int32))
    groups[0] = 0
    return Standing(world, groups)


@kernel
def ranks(total: Ints, score: Ints, rank: Ints) -> None:
    """Write everybody's competition rank (1 highest, equals share the better one); 0 for who has no score.

    `total`: how many stand on each rung.
    """
    above = np.zeros(total.shape[0] + 1, np.int32)
    for rung in range(total.shape[0] - 1, 0, -1):
        above[rung] = above[rung + 1] + total[rung] if rung + 1 < total.shape[0] else total[rung]
    for j in range(score.shape[0]):
        rung = score[j]
        rank[j] = above[rung + 1] + 1 if rung > 0 else 0

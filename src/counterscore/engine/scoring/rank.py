"""rank: compare everybody's score with everybody else's. Scores are integers, so counting and sorting are exact.

Each partition counts its people by group of 256 rungs. A query then looks only at the people in one group. This avoids
a histogram of a million rungs, most of them with one person or nobody.
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
_OTHERS = (1 << _BITS) - 1  # rungs of a group besides its lowest
_STRETCH = 64


@inlined
def group_of(rung: i32) -> u32:
    """Return the group of a rung: 0 for no score, then one group for every 256 rungs, from the lowest up."""
    return u32(u32(rung) + u32(_OTHERS)) >> u32(_BITS)


def no_groups(top: int) -> Ints:
    """Return zero counts for the groups of a scale with `top` rungs."""
    return np.zeros((top + _OTHERS >> _BITS) + 1, np.int32)


@no_alloc
def _some_between(rungs: Ints, low: int, high: int) -> bool:
    found = 0
    for j in range(rungs.shape[0]):
        found += int((rungs[j] >= low) & (rungs[j] < high))
    return found > 0


@kernel
def between(rungs: Ints, low: int, high: int, some: Ints) -> int:
    """Write the rungs from `low` to `high` - 1 to `some`, which needs one spare place; return how many there are."""
    count = runtime_int(0)
    for start in range(0, rungs.shape[0], _STRETCH):
        here = rungs[start : start + _STRETCH]
        if _some_between(here, low, high):  # vectorised, and false for most stretches
            for j in range(here.shape[0]):
                # Written always, and kept only if it counts: cheaper than a branch that the CPU cannot predict.
                some[count] = here[j]
                count += int((here[j] >= low) & (here[j] < high))
    return count


@dataclass
class Standing:
    """The distribution of scores when everybody was ranked. Valid until the next month is simulated.

    `groups`: the number of people in each group of rungs. `gone`: rungs of people who were ranked and have left since.
    """

    world: World
    groups: Ints
    gone: Ints = field(default_factory=lambda: np.empty(0, np.int32))

    @cached_property
    def ends(self) -> Longs:
        """The cumulative number of people, up to and including each group."""
        return np.cumsum(self.groups, dtype=np.int64)

    @property
    def scored(self) -> int:
        """The number of people with a score."""
        return int(self.ends[-1])

    def at(self, below: int) -> int:
        """Return the lowest rung with more than `below` people on it or lower, so that at most `below` are lower.

        People with equal scores are thus refused together only if all of them are among the last `below`. If `below`
        is everybody with a score, return the rung above the highest one.
        """
        if below >= self.scored:
            return self.at(self.scored - 1) + 1 if self.scored else 1
        group = int(np.searchsorted(self.ends, below, side="right"))
        place = below - int(self.ends[group] - self.groups[group])
        return int(np.partition(self._within(group), place)[place])

    def lower(self, rung: int) -> int:
        """Return the number of people on a lower rung."""
        group = int(group_of(np.int32(rung)))
        if group >= len(self.groups):
            return self.scored
        return int(self.ends[group] - self.groups[group]) + int(np.count_nonzero(self._within(group) < rung))

    def everybody(self) -> Ints:
        """Return the rungs of all people with a score, in ascending order."""
        rungs = np.sort(np.concatenate([self._present(), self.gone]))
        return rungs[np.searchsorted(rungs, 1) :]

    def _present(self) -> Ints:
        # Looked up each time: the columns are reallocated when births need room.
        return self.world.state.score[: self.world.people]

    def _within(self, group: int) -> Ints:
        """Return the rungs of all people in a group."""
        high = (group << _BITS) + 1
        low, some = high - _OTHERS - 1, np.empty(int(self.groups[group]) + 1, np.int32)
        count = between(self._present(), low, high, some)
        return np.concatenate([some[:count], self.gone[(self.gone >= low) & (self.gone < high)]])


def stand(world: World, counts: Sequence[Ints]) -> Standing:
    """Return the distribution of scores from the group counts of each partition; leave out people without a score."""
    groups: Ints = sum(counts, start=np.zeros(1, np.int32))
    groups[0] = 0
    return Standing(world, groups)


@kernel
def ranks(total: Ints, score: Ints, rank: Ints) -> None:
    """Write competition ranks: 1 for the highest score; equal scores share the better rank; 0 without a score.

    `total`: the number of people on each rung.
    """
    above = np.zeros(total.shape[0] + 1, np.int32)
    for rung in range(total.shape[0] - 1, 0, -1):
        above[rung] = above[rung + 1] + total[rung] if rung + 1 < total.shape[0] else total[rung]
    for j in range(score.shape[0]):
        rung = score[j]
        rank[j] = above[rung + 1] + 1 if rung > 0 else 0

"""The machine's own limit for a month: the least time for its random numbers, look-ups and memory traffic together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.bench.columns import total_bytes, traffic
from counterscore.bench.machine import bandwidth, block_ns, gather_ns, random_ids
from counterscore.engine.world import World

_MOST_IDS = 1 << 24


@dataclass(frozen=True)
class Limit:
    """The parts of the limit: how many a citizen-month needs of each, and the nanoseconds of one on all threads.

    `blocks`: blocks of four random words; `ties`: look-ups of friends at random ids; `read`, `written`: bytes.
    `near_ns`: the time of a look-up at the actual ids of friends, many of whom are neighbours in memory. It is not in
    the limit.
    """

    blocks: float
    block_ns: float
    ties: float
    gather_ns: float
    near_ns: float
    read: int
    written: int
    byte_ns: float

    @property
    def draws(self) -> float:
        """Return the nanoseconds per citizen-month for random words."""
        return self.blocks * self.block_ns

    @property
    def gathers(self) -> float:
        """Return the nanoseconds per citizen-month for look-ups of friends at random ids."""
        return self.ties * self.gather_ns

    @property
    def traffic(self) -> float:
        """Return the nanoseconds per citizen-month for memory traffic."""
        return (self.read + self.written) * self.byte_ns

    @property
    def ns(self) -> float:
        """Return the limit: the nanoseconds per citizen-month for all of these."""
        return self.draws + self.gathers + self.traffic

    @property
    def near(self) -> float:
        """Return the limit in nanoseconds if look-ups took as long as at the actual ids of friends."""
        return self.ns - self.gathers + self.ties * self.near_ns

    def sums(self) -> dict[str, float]:
        """Return the nanoseconds of each part and of the whole, by name."""
        return {name: getattr(self, name) for name in ("draws", "gathers", "traffic", "ns", "near")}


def limit(world: World, blocks: float, threads: int) -> Limit:
    """Measure and return the limit for a month of this world. `blocks`: random blocks that a citizen draws a month."""
    state, people = world.state, world.people
    friends = state.friends[: state.offsets[people]]
    ids = friends[: 2 * _MOST_IDS]
    ids = ids[ids >= 0][:_MOST_IDS]
    read, written = traffic(state, len(world.plan.lists.below))
    return Limit(
        blocks=blocks,
        block_ns=block_ns(threads),
        ties=np.count_nonzero(friends >= 0) / people,
        gather_ns=gather_ns(threads, state.before[:people], random_ids(len(ids), people)),
        near_ns=gather_ns(threads, state.before[:people], ids),
        read=read,
        written=written,
        byte_ns=1 / bandwidth(threads, total_bytes(state)),
    )

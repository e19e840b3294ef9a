"""The machine's own limit for a month: what its draws, look-ups and memory traffic cost at best, one after another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.bench.columns import held, traffic
from counterscore.bench.machine import bandwidth, block_ns, gather_ns, random_ids
from counterscore.engine.world import World

_MOST_IDS = 1 << 24


@dataclass(frozen=True)
class Limit:
    """The parts of the limit: how often a citizen-month needs each, and what one costs on all threads, in nanoseconds.

    `near_ns`: what a look-up costs at the ids that are in the rows, of whom many are neighbours; not in the limit.
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
        """Nanoseconds of a citizen-month for random words."""
        return self.blocks * self.block_ns

    @property
    def gathers(self) -> float:
        """Nanoseconds of a citizen-month for looking up friends, anywhere among all."""
        return self.ties * self.gather_ns

    @property
    def traffic(self) -> float:
        """Nanoseconds of a citizen-month for memory traffic."""
        return (self.read + self.written) * self.byte_ns

    @property
    def ns(self) -> float:
        """Nanoseconds of a citizen-month."""
        return self.draws + self.gathers + self.traffic

    @property
    def near(self) -> float:
        """The limit if look-ups cost what they cost at the ids in the rows."""
        return self.ns - self.gathers + self.ties * self.near_ns

    def sums(self) -> dict[str, float]:
        """Return what the parts come to, by name."""
        return {name: getattr(self, name) for name in ("draws", "gathers", "traffic", "ns", "near")}


def limit(world: World, blocks: float, threads: int) -> Limit:
    """Measure the limit for a month of this world, of which a citizen draws so many `blocks`."""
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
        byte_ns=1 / bandwidth(threads, held(state)),
    )

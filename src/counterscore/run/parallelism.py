"""How a simulation is shared out among processors. Nothing in its result depends on it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from counterscore.catalogue.problem import within
from counterscore.run.scenario import Limits

THREADS, PARTITIONS = Limits(1, 256), Limits(1, 4096)
SMALL = 40_000  # citizens up to which another thread, woken some thousand times in ten years, gains nothing


@dataclass(frozen=True, kw_only=True)
class Parallelism:
    """How many `threads` work, on how many `partitions` of the people. Raises a Problem beyond the limits."""

    threads: int = 1
    partitions: int = 1

    def __post_init__(self) -> None:
        within("threads", self.threads, *THREADS)
        within("partitions", self.partitions, *PARTITIONS)

    @classmethod
    def of(cls, citizens: int, threads: int | None = None, partitions: int | None = None) -> Parallelism:
        """Return what is asked for; without it as many threads as finish soonest, and a partition for each."""
        count = threads_for(citizens) if threads is None else threads
        return cls(threads=count, partitions=count if partitions is None else partitions)


SEQUENTIAL = Parallelism()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads_for(citizens: int) -> int:
    """Return on how many threads so many people are simulated soonest: all processors, but one in a small world."""
    return 1 if citizens <= SMALL else processors()

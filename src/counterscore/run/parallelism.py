"""How a simulation is divided among processors. The result does not depend on it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from counterscore.catalogue.problem import within
from counterscore.run.scenario import Limits

THREADS, PARTITIONS = Limits(1, 256), Limits(1, 4096)
# Citizens up to which a second thread saves no time: it would be woken some thousand times in ten years.
SMALL = 40_000


@dataclass(frozen=True, kw_only=True)
class Parallelism:
    """The number of `threads`, and of `partitions` of the people. Raises a Problem for a number beyond its limits."""

    threads: int = 1
    partitions: int = 1

    def __post_init__(self) -> None:
        within("threads", self.threads, *THREADS)
        within("partitions", self.partitions, *PARTITIONS)

    @classmethod
    def of(cls, citizens: int, threads: int | None = None, partitions: int | None = None) -> Parallelism:
        """Return the numbers given. Default: the number of threads that is fastest, and a partition for each."""
        count = threads_for(citizens) if threads is None else threads
        return cls(threads=count, partitions=count if partitions is None else partitions)


SEQUENTIAL = Parallelism()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads_for(citizens: int) -> int:
    """Return the fastest number of threads: 1 for up to SMALL citizens, otherwise all processors."""
    return 1 if citizens <= SMALL else processors()

"""One world: its people, its rules, its luck, and the threads that carry it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.book import Following, width
from counterscore.engine.plan import Plan
from counterscore.engine.state import State, enlarge

CELLS = 100
_T = TypeVar("_T")


@dataclass
class World:
    """All that a month reads and changes.

    `before_rules` holds until month 0 and `plan` from month `begins` on; `people` counts the ids in use, `residents`
    those alive; `tick` counts the months from the start of the run-in. `cell`: a group number a person, for the counts.
    `partitions` are ranges of ids, each carried by one thread; results do not depend on how many there are.
    """

    before_rules: Plan
    plan: Plan
    begins: int
    state: State
    people: int
    residents: int
    run_in: int
    seed: np.uint64
    cell: NDArray[np.uint8]
    followed: NDArray[np.int32]
    partitions: int
    pool: ThreadPoolExecutor | None = None
    tick: int = 0

    @property
    def month(self) -> int:
        """The month about to be lived, 0 being the first under the regime."""
        return self.tick - self.run_in

    @property
    def rules(self) -> Plan:
        """The rules of this month."""
        return self.plan if self.month >= self.begins else self.before_rules

    def bounds(self) -> list[tuple[int, int]]:
        """The ids of each partition: from, up to."""
        edges = [self.people * k // self.partitions for k in range(self.partitions + 1)]
        return list(pairwise(edges))

    def everywhere(self, work: Callable[[int, int, int], _T]) -> list[_T]:
        """Do `work(partition, lo, hi)` for every partition, on the threads there are; return the results in order."""
        parts = [(k, lo, hi) for k, (lo, hi) in enumerate(self.bounds())]
        if self.pool is None:
            return [work(*part) for part in parts]
        return [done.result() for done in [self.pool.submit(work, *part) for part in parts]]

    def make_room(self, newcomers: int) -> None:
        """See to it that there is place for so many more ids."""
        missing = self.people + newcomers - len(self.state.born)
        if missing > 0:
            self.state = enlarge(self.state, missing + len(self.state.born) // 50)
            self.cell = np.resize(self.cell, len(self.state.born))

    def following(self, lo: int, hi: int) -> Following:
        """An empty account for the followed of one partition."""
        first, last = np.searchsorted(self.followed, (lo, hi))
        ids = (self.followed[first:last] - lo).astype(np.int32)
        return Following(ids, np.zeros((len(ids), width(len(self.plan.acts.kind))), np.int32))


@contextmanager
def threads(count: int) -> Generator[ThreadPoolExecutor | None]:
    """A pool of `count` threads, or none for one."""
    if count == 1:
        yield None
        return
    with ThreadPoolExecutor(count, thread_name_prefix="partition") as pool:
        yield pool

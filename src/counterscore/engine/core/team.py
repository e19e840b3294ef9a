"""The team: the threads that process the partitions of a world, including the calling thread."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
Part = tuple[int, int, int]


class Team:
    """The calling thread and `count - 1` others. Results do not depend on which thread processes which partition."""

    def __init__(self, count: int) -> None:
        self._count, self._others = count, ThreadPoolExecutor(count - 1, "partition")

    def share(self, work: Callable[[int, int, int], _T], parts: Sequence[Part]) -> list[_T]:
        """Run `work(*part)` for every part, each thread taking the next when idle; return the results in order."""
        left, done = iter(enumerate(parts)), dict[int, _T]()

        def carry() -> None:
            for place, part in left:
                done[place] = work(*part)

        # Waking a thread costs more than many tasks, so the calling thread works too.
        others = [self._others.submit(carry) for _ in range(min(self._count, len(parts)) - 1)]
        carry()
        for other in others:
            other.result()
        return [done[place] for place in range(len(parts))]

    def leave(self) -> None:
        """Shut down the other threads."""
        self._others.shutdown()


@contextmanager
def team(count: int) -> Generator[Team | None]:
    """Provide a team of `count` threads, or None for one thread."""
    if count == 1:
        yield None
        return
    threads = Team(count)
    try:
        yield threads
    finally:
        threads.leave()

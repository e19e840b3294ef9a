"""The team: the threads that carry the partitions of a world, the calling one among them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
Part = tuple[int, int, int]


class Team:
    """The calling thread and `count - 1` others. Results do not depend on who carries what."""

    def __init__(self, count: int) -> None:
        self._count, self._others = count, ThreadPoolExecutor(count - 1, "partition")

    def share(self, work: Callable[[int, int, int], _T], parts: Sequence[Part]) -> list[_T]:
        """Do `work(*part)` for every part, each thread taking the next when it is free; return the results in order."""
        left, done = iter(enumerate(parts)), dict[int, _T]()

        def carry() -> None:
            for place, part in left:
                done[place] = work(*part)

        # To wake a thread costs more than many a part: so the calling one works too and is not woken.
        others = [self._others.submit(carry) for _ in range(min(self._count, len(parts)) - 1)]
        carry()
        for other in others:
            other.result()
        return [done[place] for place in range(len(parts))]

    def leave(self) -> None:
        """End the other threads."""
        self._others.shutdown()


@contextmanager
def team(count: int) -> Generator[Team | None]:
    """Give a team of `count` threads, or none for one."""
    if count == 1:
        yield None
        return
    threads = Team(count)
    try:
        yield threads
    finally:
        threads.leave()

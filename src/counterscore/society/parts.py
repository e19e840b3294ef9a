"""Multithreaded work on ranges of people; the result does not depend on the number of threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

_PART = 1 << 16


def by_parts(count: int, threads: int, work: Callable[[int, int], object]) -> None:
    """Call `work(first, last)` for ranges that together cover 0 to `count`, on at most `threads` threads.

    >>> by_parts(3, 1, lambda first, last: print(first, last))
    0 3
    """
    firsts = range(0, count, _PART)
    lasts = [min(first + _PART, count) for first in firsts]
    if threads <= 1 or len(lasts) <= 1:
        for first, last in zip(firsts, lasts, strict=True):
            work(first, last)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, firsts, lasts):
            pass

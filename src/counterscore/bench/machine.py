"""The top speed of this machine at random blocks, random look-ups and memory traffic, on all its threads at once."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, Words, kernel
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACT
from counterscore.engine.core.team import team

Doubles = NDArray[np.float64]
_SLICE = 1024  # five arrays of this many words fit into the L1 cache
_TURNS = 2000
_REPEATS = 9


@kernel
def _blocks(keys: Words, turns: int, seed: np.uint64, w0: Words, w1: Words, w2: Words, w3: Words) -> None:
    for turn in range(turns):
        fill(keys, turn, ACT, 0, seed, w0, w1, w2, w3)


@kernel
def _gather(table: Ints, ids: Ints) -> np.int64:
    total = np.int64(0)
    for k in range(ids.shape[0]):
        total += table[np.uint32(ids[k])]
    return total


@kernel
def _triad(a: Doubles, b: Doubles, c: Doubles, factor: float) -> None:
    for k in range(a.shape[0]):
        a[k] = b[k] + factor * c[k]


def _median_seconds(count: int, work: Callable[[int], object]) -> float:
    """Return the median time, in seconds, in which `count` threads do `work(thread)` at once."""
    times: list[float] = []
    parts = [(thread, thread, thread + 1) for thread in range(count)]
    with team(count) as threads:
        for _ in range(1 + _REPEATS):
            since = perf_counter()
            if threads:
                threads.share(lambda thread, _lo, _hi: work(thread), parts)
            else:
                work(0)
            times.append(perf_counter() - since)
    return median(times[1:])


def block_ns(threads: int) -> float:
    """Return the nanoseconds per block of four random words, on all threads together, in a vectorised loop."""
    buffers = [[np.zeros(_SLICE, np.uint32) for _ in range(5)] for _ in range(threads)]

    def work(thread: int) -> None:
        keys, *words = buffers[thread]
        _blocks(keys, _TURNS, np.uint64(1), *words)

    return _median_seconds(threads, work) / (threads * _SLICE * _TURNS) * 1e9


def gather_ns(threads: int, table: Ints, ids: Ints) -> float:
    """Return the nanoseconds per look-up of one of `ids` in `table`, on all threads together."""
    parts = np.array_split(ids, threads)
    return _median_seconds(threads, lambda thread: _gather(table, parts[thread])) / len(ids) * 1e9


def random_ids(count: int, below: int) -> Ints:
    """Return `count` random ids from 0 up to, but not including, `below`."""
    keys = np.arange(count, dtype=np.uint32)
    words = [np.empty(count, np.uint32) for _ in range(4)]
    fill(keys, 0, ACT, 0, np.uint64(1), *words)
    return ((words[0].astype(np.uint64) * np.uint64(below)) >> np.uint64(32)).astype(np.int32)


def bandwidth(threads: int, size: int) -> float:
    """Return the bytes per nanosecond of the triad a = b + f x c over three arrays of `size` bytes in total."""
    length = max(size // 24, threads)
    arrays: list[Any] = [np.array_split(np.ones(length), threads) for _ in range(3)]
    a, b, c = arrays
    return 24 * length / _median_seconds(threads, lambda thread: _triad(a[thread], b[thread], c[thread], 0.5)) / 1e9

"""Work done in processes of their own: for many small worlds, whose months are more Python than kernel."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# joblib has no type stubs.
from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from threading import Thread
from time import sleep
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
_SECONDS = 1.0


def each_in_processes(jobs: Sequence[Job], work: Callable[[Job], Result], workers: int) -> Iterator[tuple[int, Result]]:
    """Do `work(job)` for every job in so many processes, and give each job's place with its result as it is done.

    `work` and the jobs must be such as can be pickled. The processes are loky's: they start anew, so that no lock of a
    thread is inherited, and do not run the caller's own script again. When the caller stops early they are ended.
    """
    from joblib.externals.loky import ProcessPoolExecutor

    pool: Any = ProcessPoolExecutor(workers, initializer=_bound)
    waiting = list(enumerate(jobs))[::-1]
    running: dict[Future[Result], int] = {}
    try:
        while waiting or running:
            while waiting and len(running) < 2 * workers:  # one more each, so that none is idle between two
                place, job = waiting.pop()
                running[pool.submit(work, job)] = place
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(done), done.result()
    finally:
        pool.shutdown(wait=not running, kill_workers=bool(running))


def _bound() -> None:
    """An interrupt is for the process that started this one, which ends it; and when that one is gone, so is this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_outlive_nobody, args=(os.getppid(),), daemon=True).start()


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        sleep(_SECONDS)
    os._exit(1)

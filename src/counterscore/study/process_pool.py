"""A pool of worker processes: for many small worlds, whose months are mostly Python rather than kernels."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# joblib has no type stubs.
from __future__ import annotations

import gc
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
# Every process has a processor of its own: threads of the linear algebra would only wait for one another.
_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_COLLECT = (100_000, 20, 50)  # of Python's garbage collector


def each_in_processes(jobs: Sequence[Job], work: Callable[[Job], Result], workers: int) -> Iterator[tuple[int, Result]]:
    """Run `work(job)` for every job in worker processes, and yield each job's index with its result as it is done.

    `work` and the jobs must be picklable. The processes are loky's: they are spawned, so they inherit no thread's lock,
    and they do not run the caller's script again. They are killed if the caller stops early.
    """
    from joblib.externals.loky import ProcessPoolExecutor

    pool: Any = ProcessPoolExecutor(workers, initializer=_begin, env=_ALONE)
    waiting = list(enumerate(jobs))[::-1]
    running: dict[Future[Result], int] = {}
    try:
        while waiting or running:
            while waiting and len(running) < 2 * workers:  # one job waits per process, so that none is idle
                place, job = waiting.pop()
                running[pool.submit(work, job)] = place
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(done), done.result()
    finally:
        pool.shutdown(wait=not running, kill_workers=bool(running))


def _begin() -> None:
    """Leave interrupts to the parent process, which then ends this one, and exit when the parent is gone.

    Cycles are looked for less often: arrays make none, and the search takes a twentieth of the time.
    """
    gc.set_threshold(*_COLLECT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_exit_after, args=(os.getppid(),), daemon=True).start()


def _exit_after(parent: int) -> None:
    while os.getppid() == parent:
        sleep(_SECONDS)
    os._exit(1)

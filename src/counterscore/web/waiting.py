"""Wait for the worker; the work is dropped as soon as nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event
from typing import TypeVar

from counterscore.web.works import Job, Works

_T = TypeVar("_T")
# Seconds between two progress reports. Each makes the browser paint, on the processors that simulate the world.
PAUSE = 0.2
OnProgress = Callable[[float], None]
Report = Callable[[float, int], Awaitable[None]]


async def waited(works: Works, work: Callable[[OnProgress, Event], _T], report: Report) -> _T:
    """Queue work and return its result, or raise its error.

    `work` is called with a progress callback and an event that is set when the work is dropped. `report(share, ahead)`
    is awaited every PAUSE seconds with the share done and the number of jobs ahead. If it raises, or the wait is
    cancelled, the work is dropped.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()
    share = 0.0

    def on_progress(part: float) -> None:
        nonlocal share
        share = part

    def ended(outcome: _T | Exception) -> None:
        loop.call_soon_threadsafe(_settle, done, outcome)

    job: Job[_T] = Job(lambda progress: work(progress, job.cancel), on_progress, ended)
    works.queue(job)
    try:
        while not done.done():
            await report(share, works.ahead(job))
            await asyncio.wait([done], timeout=PAUSE)
        return done.result()
    finally:
        job.drop()


def _settle(done: asyncio.Future[_T], outcome: _T | Exception) -> None:
    if done.done():
        return
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(outcome)

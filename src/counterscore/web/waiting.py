"""Waiting for the worker: whoever stops waiting drops the work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event
from typing import TypeVar

from counterscore.web.works import Job, Works

_T = TypeVar("_T")
# Seconds between two words on progress: each makes the browser paint, on the processors that live the world.
PAUSE = 0.2
Told = Callable[[float], None]
Word = Callable[[float, int], Awaitable[None]]


async def waited(works: Works, work: Callable[[Told, Event], _T], word: Word) -> _T:
    """Queue work and return what came of it, raising what went wrong.

    The work hears an event that calls it off. `word(share, ahead)` is said every so often; when it raises, or the wait
    is cancelled, the work is dropped.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()
    share = 0.0

    def told(part: float) -> None:
        nonlocal share
        share = part

    def ended(outcome: _T | Exception) -> None:
        loop.call_soon_threadsafe(_settle, done, outcome)

    job: Job[_T] = Job(lambda tell: work(tell, job.cancel), told, ended)
    works.queue(job)
    try:
        while not done.done():
            await word(share, works.ahead(job))
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

"""Worlds side by side: the same people under several rules and lucks, in memory, on all processors.

A world is lived by one thread from beginning to end; its kernels free the interpreter's lock, so threads are as fast
here as processes and share the compiled code. What a world comes to does not depend on how many are lived at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Event
from typing import TypeVar

from counterscore.measure.outcomes import Outcomes
from counterscore.regime.load import Regime
from counterscore.run.beginnings import Beginnings
from counterscore.run.world import Setting, beginning, lived, processors
from counterscore.society.load import Society
from counterscore.study.recording.recorder import Recorder

Job = TypeVar("Job")
Result = TypeVar("Result")


class Interrupted(Exception):
    """A world was left unfinished because the work was called off."""


@dataclass(frozen=True)
class World:
    """One world to be lived: who lives there, under which rules, how long, the people's seed and luck's.

    >>> world = World(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1)
    >>> world.under(Regime.load("citizen-score")).regime.id
    'citizen-score'
    """

    society: Society
    regime: Regime
    citizens: int = 20_000
    months: int = 120
    people_seed: int = 1
    seed: int = 1

    def under(self, regime: Regime) -> World:
        """Return the world of the same people with the same luck under another regime."""
        return replace(self, regime=regime)


def live(world: World, called_off: Event | None = None, begun: Beginnings | None = None) -> Outcomes:
    """Let one world live, and return what became of everybody.

    `begun`: where what the same people's worlds have in common is kept. Raises Interrupted when `called_off` is set
    before it ends.
    """
    setting = Setting(
        world.society, world.regime, world.citizens, world.months, world.people_seed, world.seed, 1, 1
    )  # fmt: skip

    def told(tick: int) -> None:
        if called_off is not None and called_off.is_set():
            raise Interrupted

    with beginning(setting, begun) as lives:
        recorder = Recorder(setting, lives)
        return recorder.told(lived(setting, lives, 0, told, recorder, begun))


def each(
    jobs: Sequence[Job],
    work: Callable[[Job, Event], Result],
    workers: int | None = None,
    called_off: Event | None = None,
) -> Iterator[tuple[int, Result]]:
    """Do `work(job, called_off)` for every job, `workers` at a time (all processors without it), as they are done.

    Gives the place of each job with its result; whoever needs an order puts them in it. When the caller stops early,
    or a job fails, the others are called off; `called_off`, if it is given, is set then, and may be set from outside.
    """
    called_off, waiting = called_off or Event(), list(enumerate(jobs))[::-1]
    most = workers or processors()
    with ThreadPoolExecutor(most, thread_name_prefix="world") as pool:
        running: dict[Future[Result], int] = {}
        try:
            while waiting or running:
                while waiting and len(running) < most:
                    place, job = waiting.pop()
                    running[pool.submit(work, job, called_off)] = place
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            called_off.set()


def worlds(jobs: Sequence[World], workers: int | None = None) -> list[Outcomes]:
    """Let all worlds live and return their outcomes, in the order of the jobs.

    >>> society, regime = Society.load("china-2018"), Regime.load("none")
    >>> [told.seed for told in worlds([World(society, regime, 100, 1, seed=seed) for seed in (1, 2)])]
    [1, 2]
    """
    done = dict(each(jobs, live, workers))
    return [done[place] for place in range(len(jobs))]

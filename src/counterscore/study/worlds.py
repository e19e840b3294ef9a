"""Worlds side by side: the same people under several rules and random seeds, in memory, on all processors.

A world is run by one thread from beginning to end; its kernels free the interpreter's lock, so threads are as fast here
as processes and share the compiled code. The outcomes of a world do not depend on how many are run at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

from counterscore.measure.outcomes import Outcomes
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.parallelism import SEQUENTIAL, processors
from counterscore.run.scenario import Scenario
from counterscore.run.world import new_world, run_world
from counterscore.study.recording.recorder import Recorder

Job = TypeVar("Job")
Result = TypeVar("Result")


class Interrupted(Exception):
    """A world was left unfinished because the work was cancelled."""


def outcomes_of(scenario: Scenario, cancel: Event | None = None, burn_ins: BurnInCache | None = None) -> Outcomes:
    """Simulate a scenario on one thread and return what became of everybody.

    `burn_ins`: where what twins have in common is kept. Raises Interrupted when `cancel` is set before the end.
    """
    with new_world(scenario, SEQUENTIAL, burn_ins) as world:
        recorder = Recorder(scenario, world)
        story = run_world(scenario, world, on_tick=until(cancel), watch=recorder, burn_ins=burn_ins)
        return recorder.result(story)


def until(cancel: Event | None) -> Callable[[int], None]:
    """Return what is to be called after every month: it raises Interrupted once `cancel` is set."""

    def on_tick(tick: int) -> None:
        if cancel is not None and cancel.is_set():
            raise Interrupted

    return on_tick


def each_in_threads(
    jobs: Sequence[Job],
    work: Callable[[Job, Event], Result],
    workers: int | None = None,
    cancel: Event | None = None,
) -> Iterator[tuple[int, Result]]:
    """Do `work(job, cancel)` for every job, `workers` at a time (all processors without it), as they are done.

    Gives the place of each job with its result; whoever needs an order puts them in it. When the caller stops early,
    or a job fails, the others are cancelled; `cancel`, if it is given, is set then, and may be set from outside.
    """
    cancel, waiting = cancel or Event(), list(enumerate(jobs))[::-1]
    most = workers or processors()
    with ThreadPoolExecutor(most, thread_name_prefix="world") as pool:
        running: dict[Future[Result], int] = {}
        try:
            while waiting or running:
                while waiting and len(running) < most:
                    place, job = waiting.pop()
                    running[pool.submit(work, job, cancel)] = place
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            cancel.set()


def outcomes_of_all(scenarios: Sequence[Scenario], workers: int | None = None) -> list[Outcomes]:
    """Simulate all scenarios and return their outcomes, in the same order.

    >>> from counterscore import Regime, Society
    >>> society, regime = Society.load("china-2018"), Regime.load("none")
    >>> one = Scenario(society=society, regime=regime, citizens=100, months=1)
    >>> [found.scenario.seed for found in outcomes_of_all([one, one.with_seed(2)])]
    [1, 2]
    """
    done = dict(each_in_threads(scenarios, outcomes_of, workers))
    return [done[place] for place in range(len(scenarios))]

"""Simulates many worlds in parallel and in memory: the same people under several rules and random seeds.

One thread runs a world from beginning to end. Kernels release the GIL, so threads are as fast here as processes, and
they share the compiled code. The outcomes of a world do not depend on how many are run at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event
from typing import TypeVar

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Measure
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.parallelism import SEQUENTIAL, processors
from counterscore.run.scenario import Scenario
from counterscore.run.world import new_world, run_world
from counterscore.study.recording.recorder import Recorder
from counterscore.study.unresponsive import unresponsive

Job = TypeVar("Job")
Result = TypeVar("Result")


class Interrupted(Exception):
    """A world was left unfinished because the work was cancelled."""


def outcomes_of(
    scenario: Scenario, cancel: Event | None = None, burn_ins: BurnInCache | None = None,
    measures: Iterable[Measure] = (),
) -> Outcomes:  # fmt: skip
    """Simulate a scenario on one thread and return its outcomes.

    `burn_ins`: a cache of burn-ins, which twins share. `measures`: those that will be taken; the world without
    responses is simulated too if one of them needs it. Raises Interrupted if `cancel` is set before the end.
    """
    found = _simulated(scenario, cancel, burn_ins)
    if not found.rated or not any(measure.about.needs == "unresponsive" for measure in measures):
        return found
    calm = replace(scenario, society=unresponsive(scenario.society))
    return replace(found, unresponsive=_simulated(calm, cancel, burn_ins))


def _simulated(scenario: Scenario, cancel: Event | None, burn_ins: BurnInCache | None) -> Outcomes:
    with new_world(scenario, SEQUENTIAL, burn_ins) as world:
        recorder = Recorder(scenario, world)
        story = run_world(scenario, world, on_tick=until(cancel), watch=recorder, burn_ins=burn_ins)
        return recorder.result(story)


def until(cancel: Event | None) -> Callable[[int], None]:
    """Return a callback for the end of every month, which raises Interrupted once `cancel` is set."""

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
    """Run `work(job, cancel)` for every job in threads, and yield each job's index with its result as it is done.

    `workers`: how many jobs at a time; one per processor if None. If the caller stops early or a job fails, `cancel` is
    set, which cancels the other jobs. The caller may also set it.
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


def outcomes_of_all(
    scenarios: Sequence[Scenario], workers: int | None = None, measures: Iterable[Measure] = ()
) -> list[Outcomes]:
    """Simulate all scenarios and return their outcomes, in the same order. `measures`: those that will be taken.

    >>> from counterscore import Regime, Society
    >>> society, regime = Society.load("china-2018"), Regime.load("none")
    >>> one = Scenario(society=society, regime=regime, citizens=100, months=1)
    >>> [found.scenario.seed for found in outcomes_of_all([one, one.with_seed(2)])]
    [1, 2]
    """
    taken = tuple(measures)

    def work(scenario: Scenario, cancel: Event) -> Outcomes:
        return outcomes_of(scenario, cancel, measures=taken)

    done = dict(each_in_threads(scenarios, work, workers))
    return [done[place] for place in range(len(scenarios))]

"""The worker of the page: it simulates one world at a time, in the order of the requests, and caches the worlds."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from threading import Condition, Event, Thread
from typing import Any, Generic, TypeVar

from counterscore.catalogue.problem import Fault, Problem
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.scenario import Scenario
from counterscore.web.city import City, simulate_city

LONGEST_QUEUE = 32
ROOM = 768 * 2**20  # bytes of cities in memory
MOST_FINDINGS = 64  # results of studies, lives and stories, which are small compared with a city
_T = TypeVar("_T")


def _ignore(outcome: object) -> None:
    """Ignore progress or outcome: nobody has asked yet."""


class Cancelled(Exception):
    """Nobody waits for this work any more."""


@dataclass
class Job(Generic[_T]):
    """Work for the worker.

    `work` is called with a progress callback and returns the result. `on_progress` gets the share done, and `done` the
    result or the error. `cancel` is set together with `dropped`, for work that has threads of its own. `expected`:
    nobody has asked for it yet.
    """

    work: Callable[[Callable[[float], None]], _T]
    on_progress: Callable[[float], None]
    done: Callable[[_T | Exception], None]
    dropped: Event = field(default_factory=Event)
    cancel: Event = field(default_factory=Event)
    expected: bool = False

    def drop(self) -> None:
        """Drop the work, because nobody waits for it any more: it ends at the next month, or never starts."""
        self.dropped.set()
        self.cancel.set()

    def run(self) -> None:
        """Do the work and pass its result or error to `done`."""
        try:
            outcome: _T | Exception = self.work(self._progress)
        except Cancelled:
            return
        except Exception as error:  # passed to the waiting request, which raises it
            outcome = error
        if not self.dropped.is_set():
            self.done(outcome)

    def _progress(self, share: float) -> None:
        if self.dropped.is_set():
            raise Cancelled
        self.on_progress(share)


class Works:
    """The worker, its queue, and caches of cities and of findings, which drop the least recently used entry first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self.burn_ins = BurnInCache()
        self._cities: OrderedDict[str, City] = OrderedDict()
        self._findings: OrderedDict[str, Any] = OrderedDict()
        self._queue: deque[Job[Any]] = deque()
        self._expected: dict[str, Job[City]] = {}
        self._under_way: Job[Any] | None = None
        self._change = Condition()
        self._closed = False
        Thread(target=self._work, name="works", daemon=True).start()

    def city(self, key: str) -> City | None:
        """Return a city from the cache; None if it is not there."""
        with self._change:
            city = self._cities.get(key)
            if city is not None:
                self._cities.move_to_end(key)
            return city

    def keep(self, key: str, city: City) -> None:
        """Put a city in the cache. The newest one stays, however large it is."""
        with self._change:
            self._cities[key] = city
            while len(self._cities) > 1 and sum(each.size for each in self._cities.values()) > self._room:
                self._cities.popitem(last=False)

    def simulated(self, scenario: Scenario, on_progress: Callable[[float], None]) -> City:
        """Return a city from the cache, or simulate it now in the calling thread."""
        city = self.city(scenario.key) or simulate_city(scenario, on_progress, self.burn_ins)
        self.keep(scenario.key, city)
        return city

    def expect(self, scenarios: Iterable[Scenario]) -> None:
        """Simulate cities before anybody asks for them, so that the first page need not wait for all of the work."""
        for scenario in scenarios:
            job = Job(partial(self.simulated, scenario), _ignore, _ignore, expected=True)
            self._expected[scenario.key] = self.queue(job)

    def asked(self, keys: Iterable[str]) -> None:
        """Drop the expected cities that were not asked for."""
        for key in self._expected.keys() - set(keys):
            self._expected[key].drop()
        self._expected = {}

    def found(self, key: str) -> Any:
        """Return a finding from the cache; None if it is not there."""
        with self._change:
            if key in self._findings:
                self._findings.move_to_end(key)
            return self._findings.get(key)

    def keep_found(self, key: str, finding: object) -> None:
        """Put a finding in the cache."""
        with self._change:
            self._findings[key] = finding
            while len(self._findings) > MOST_FINDINGS:
                self._findings.popitem(last=False)

    def queue(self, job: Job[_T]) -> Job[_T]:
        """Queue a job; raise a Problem if LONGEST_QUEUE jobs are waiting."""
        with self._change:
            self._queue = deque(each for each in self._queue if not each.dropped.is_set())
            if len(self._queue) >= LONGEST_QUEUE:
                raise Problem(Fault(f"{len(self._queue)} simulations are waiting already: try again in a minute"))
            self._queue.append(job)
            self._change.notify()
        return job

    def ahead(self, job: Job[Any]) -> int:
        """Return how many jobs of others come before this one, with the one under way; 0 when it is this one's turn."""
        with self._change:
            waiting = [each for each in self._queue if each is job or not (each.expected or each.dropped.is_set())]
            others = self._under_way is not None and not self._under_way.expected
            return waiting.index(job) + others if job in waiting else 0

    def close(self) -> None:
        """End the job under way at its next month and start no other."""
        with self._change:
            self._closed = True
            for job in (*self._queue, self._under_way):
                if job is not None:
                    job.drop()
            self._change.notify_all()

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._queue or self._closed)
                if self._closed:
                    return
                job = self._under_way = self._queue.popleft()
            if not job.dropped.is_set():
                job.run()
            with self._change:
                self._under_way = None

"""Where worlds are lived for the page: one at a time, in the order asked for, kept by content while there is room."""

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
ROOM = 768 * 2**20  # bytes of cities that are kept
MOST_FINDINGS = 64  # what studies found, and lives that were told: small beside a city
_T = TypeVar("_T")


def _unheard(outcome: object) -> None:
    """Nobody has asked yet."""


class Cancelled(Exception):
    """Nobody waits for this work any more."""


@dataclass
class Job(Generic[_T]):
    """Work to be done by the one worker; `told` hears the share done, `done` the result or what went wrong.

    `cancel` is set with `dropped`, for work that has threads of its own. `expected`: nobody has asked for it yet.
    """

    work: Callable[[Callable[[float], None]], _T]
    told: Callable[[float], None]
    done: Callable[[_T | Exception], None]
    dropped: Event = field(default_factory=Event)
    cancel: Event = field(default_factory=Event)
    expected: bool = False

    def drop(self) -> None:
        """Say that nobody waits for it any more: it ends at the next month, or never begins."""
        self.dropped.set()
        self.cancel.set()

    def run(self) -> None:
        """Do the work and hand over what came of it."""
        try:
            outcome: _T | Exception = self.work(self._tell)
        except Cancelled:
            return
        except Exception as error:  # handed to whoever waits, who tells it from a result
            outcome = error
        if not self.dropped.is_set():
            self.done(outcome)

    def _tell(self, share: float) -> None:
        if self.dropped.is_set():
            raise Cancelled
        self.told(share)


class Works:
    """The worker, its queue, and the shelves of lived cities and of findings, the longest unused of which go first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self.burn_ins = BurnInCache()
        self._shelf: OrderedDict[str, City] = OrderedDict()
        self._findings: OrderedDict[str, Any] = OrderedDict()
        self._queue: deque[Job[Any]] = deque()
        self._expected: dict[str, Job[City]] = {}
        self._under_way: Job[Any] | None = None
        self._change = Condition()
        self._closed = False
        Thread(target=self._work, name="works", daemon=True).start()

    def city(self, key: str) -> City | None:
        """Return a city from the shelf."""
        with self._change:
            city = self._shelf.get(key)
            if city is not None:
                self._shelf.move_to_end(key)
            return city

    def keep(self, key: str, city: City) -> None:
        """Put a city on the shelf; the newest stays however large it is."""
        with self._change:
            self._shelf[key] = city
            while len(self._shelf) > 1 and sum(each.size for each in self._shelf.values()) > self._room:
                self._shelf.popitem(last=False)

    def simulated(self, scenario: Scenario, tell: Callable[[float], None]) -> City:
        """Return a city, simulated now by the worker that calls this unless it is on the shelf."""
        city = self.city(scenario.key) or simulate_city(scenario, tell, self.burn_ins)
        self.keep(scenario.key, city)
        return city

    def expect(self, scenarios: Iterable[Scenario]) -> None:
        """Simulate cities before anybody asks for them: who asks first finds them on the shelf, or soon."""
        for scenario in scenarios:
            job = Job(partial(self.simulated, scenario), _unheard, _unheard, expected=True)
            self._expected[scenario.key] = self.queue(job)

    def asked(self, keys: Iterable[str]) -> None:
        """Drop what was expected and is not what was asked for."""
        for key in self._expected.keys() - set(keys):
            self._expected[key].drop()
        self._expected = {}

    def found(self, key: str) -> Any:
        """Return what was found before; None if nothing was."""
        with self._change:
            if key in self._findings:
                self._findings.move_to_end(key)
            return self._findings.get(key)

    def keep_found(self, key: str, finding: object) -> None:
        """Keep what was found."""
        with self._change:
            self._findings[key] = finding
            while len(self._findings) > MOST_FINDINGS:
                self._findings.popitem(last=False)

    def queue(self, job: Job[_T]) -> Job[_T]:
        """Queue any work; raise a Problem when too many wait."""
        with self._change:
            self._queue = deque(each for each in self._queue if not each.dropped.is_set())
            if len(self._queue) >= LONGEST_QUEUE:
                raise Problem(Fault(f"{len(self._queue)} worlds wait already: try again in a minute"))
            self._queue.append(job)
            self._change.notify()
        return job

    def ahead(self, job: Job[Any]) -> int:
        """How many works of others come before this one, that under way among them; 0 when its turn has come."""
        with self._change:
            waiting = [each for each in self._queue if each is job or not (each.expected or each.dropped.is_set())]
            others = self._under_way is not None and not self._under_way.expected
            return waiting.index(job) + others if job in waiting else 0

    def close(self) -> None:
        """End the work under way at its next month and begin no other."""
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

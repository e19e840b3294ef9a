"""The server's queue: one world at a time, in order, none that nobody wants; the cache has a limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from counterscore.catalogue.problem import Problem
from counterscore.web.city import City
from counterscore.web.order import scenario_of
from counterscore.web.serve import FIRST
from counterscore.web.works import LONGEST_QUEUE, Job, Works
from web.conftest import small


@pytest.fixture
def works() -> Iterator[Works]:
    made = Works()
    yield made
    made.close()


class Slow:
    """A job that lasts until it is released and reports its progress all the time."""

    def __init__(self) -> None:
        self.begun, self.go, self.ended = Event(), Event(), Event()
        self.outcome: Any = None

    def work(self, tell: Callable[[float], None]) -> str:
        self.begun.set()
        while not self.go.wait(0.005):
            tell(0.5)
        return "done"

    def job(self) -> Job[str]:
        return Job(self.work, lambda share: None, self.done)

    def done(self, outcome: Any) -> None:
        self.outcome = outcome
        self.ended.set()


def test_jobs_run_one_after_another(works: Works):
    first, second = Slow(), Slow()
    works.queue(first.job())
    waiting = works.queue(second.job())
    assert first.begun.wait(5)
    assert works.ahead(waiting) == 1
    first.go.set()
    assert second.begun.wait(5)
    assert works.ahead(waiting) == 0
    second.go.set()
    assert second.ended.wait(5)
    assert first.outcome == second.outcome == "done"


def test_a_dropped_job_ends_without_a_message(works: Works):
    first, second = Slow(), Slow()
    job = works.queue(first.job())
    assert first.begun.wait(5)
    job.drop()
    works.queue(second.job())
    assert second.begun.wait(5)
    second.go.set()
    assert second.ended.wait(5)
    assert not first.ended.is_set()


def test_an_error_is_passed_on(works: Works):
    def fails(tell: Callable[[float], None]) -> str:
        raise ArithmeticError("no")

    slow = Slow()
    works.queue(Job(fails, lambda share: None, slow.done))
    assert slow.ended.wait(5)
    assert isinstance(slow.outcome, ArithmeticError)


def test_a_full_queue_says_how_long_it_is(works: Works):
    first = Slow()
    works.queue(first.job())
    assert first.begun.wait(5)
    for _ in range(LONGEST_QUEUE):
        works.queue(Slow().job())
    with pytest.raises(Problem, match=f"{LONGEST_QUEUE} simulations are waiting already"):
        works.queue(Slow().job())


def test_the_cache_keeps_the_most_recently_used(city: City, twin: City):
    works = Works(room=city.size + twin.size // 2)
    works.keep("a", city)
    works.keep("b", twin)
    assert works.city("a") is None
    assert works.city("b") is twin
    works.close()


def test_closing_ends_the_running_job():
    works, slow = Works(), Slow()
    works.queue(slow.job())
    assert slow.begun.wait(5)
    works.close()
    assert not slow.ended.wait(0.2)


def test_expected_cities_are_ready_when_asked_for_and_delay_nobody(works: Works):
    ours, other = small(citizens=100, months=1), small("none", citizens=100, months=1)
    works.expect([ours, other])
    slow = Slow()
    waiting = works.queue(slow.job())
    assert works.ahead(waiting) == 0
    assert slow.begun.wait(60)
    assert works.city(ours.key) is not None
    assert works.city(other.key) is not None
    slow.go.set()


def test_an_expected_city_that_is_not_asked_for_is_dropped(works: Works):
    first, after = Slow(), Slow()
    works.queue(first.job())
    assert first.begun.wait(5)
    ours, other = small(citizens=100, months=1), small("none", citizens=100, months=1)
    works.expect([ours, other])
    works.asked([other.key])
    works.queue(after.job())
    first.go.set()
    assert after.begun.wait(60)
    assert works.city(ours.key) is None
    assert works.city(other.key) is not None
    after.go.set()


def test_the_server_first_simulates_what_the_page_asks_for_first():
    page = (Path(__file__).parents[2] / "page" / "src" / "lib" / "lab.svelte.ts").read_text(encoding="utf-8")
    asked = dict(re.findall(r"^  (\w+) = \$state\(\"?([\w-]+)\"?\);", page, re.MULTILINE))
    for order in FIRST:
        assert (order.citizens, order.months) == (int(asked["citizens"]), int(asked["months"]))
        assert (order.people_seed, order.seed) == (int(asked["peopleSeed"]), int(asked["seed"]))
    assert [order.regime for order in FIRST] == [asked["baseline"], asked["start"]]
    assert scenario_of(FIRST[0]).society is scenario_of(FIRST[1]).society

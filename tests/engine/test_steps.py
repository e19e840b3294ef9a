"""The steps of the month are data: the loop runs each once, in the order of the list, and reports its duration."""

from __future__ import annotations

import pytest

from counterscore.engine.month import STEPS, blank, listing, step, take
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from mechanisms.lab import china, none


def _world() -> World:
    return begin(china(), none(), 100, 1, 1)


def test_the_loop_runs_each_step_once_in_order_and_times_it() -> None:
    seen: list[tuple[str, float]] = []
    step(_world(), lambda each, seconds: seen.append((each.name, seconds)))
    assert [name for name, _ in seen] == [each.name for each in STEPS]
    assert all(seconds > 0 for _, seconds in seen)


def test_names_of_steps_are_unique_and_equal_their_file_names() -> None:
    assert len({each.name for each in STEPS}) == len(STEPS)
    assert all(each.take.__module__ == f"counterscore.engine.steps.{each.name}" for each in STEPS)
    assert [line.split()[1] for line in listing().splitlines()] == [each.name for each in STEPS]


def test_a_step_that_runs_before_the_steps_it_reads_fails_at_once() -> None:
    world = _world()
    with pytest.raises(AttributeError, match="local"):
        take(world, blank(world), STEPS[1:2])

"""The engine's month and the reference month in plain NumPy agree to the last bit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from bench import worlds
from counterscore.bench.reference.month import ReferenceMonth
from counterscore.bench.reference.month import step as reference_step
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.start.beginning import no_regime
from counterscore.engine.world import World
from counterscore.society.load import Society
from course import everything

TALLIED = ("acts", "seen", "used", "faked")


def _differing(one: World, other: World) -> list[str]:
    """Return the columns whose bytes differ, including those of unused places."""
    names = [field.name for field in fields(one.state)]
    return [name for name in names if getattr(one.state, name).tobytes() != getattr(other.state, name).tobytes()]


def _total(parts: Iterable[np.ndarray]) -> np.ndarray:
    return np.sum([*parts], axis=0)


def _counts(month: MonthResult) -> dict[str, Any]:
    return {
        **{name: _total(getattr(part.tally, name) for part in month.local).tolist() for name in TALLIED},
        "spent": int(_total(part.tally.spent for part in month.local)[0]),
        "reviewed": _total(part.reviewed for part in month.local).tolist(),
        **{f"counted {name}": value.tolist() for name, value in month.counts._asdict().items()},
        "scored": month.standing.scored,
        **{name: getattr(month, name) for name in ("died", "born", "ties_dropped", "ties_added")},
    }


def _reference_counts(reference: ReferenceMonth) -> dict[str, Any]:
    counts = {name: value for name, value in vars(reference).items() if name not in ("blocks", "counts")}
    counts |= {f"counted {name}": value for name, value in reference.counts._asdict().items()}
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in counts.items()}


def _live_both(one: World, months: int) -> tuple[list[MonthResult], World]:
    """Simulate both from the same start, and compare them month by month."""
    other, simulated = worlds.twin(one), list[MonthResult]()
    for month in range(months):
        simulated.append(step(one))
        reference = reference_step(other)
        assert _differing(one, other) == [], f"month {month}"
        assert _counts(simulated[-1]) == _reference_counts(reference), f"month {month}"
        assert (one.people, one.residents, one.households) == (other.people, other.residents, other.households)
        np.testing.assert_array_equal(one.cell[: one.people], other.cell[: other.people])
    return simulated, one


@pytest.mark.parametrize("partitions", [1, 3])
def test_the_citizen_score_from_the_last_months_of_the_burn_in(partitions: int) -> None:
    world = worlds.world(worlds.citizen_score(), partitions, 60, run_in=2)
    simulated, _ = _live_both(world, 9)
    assert [month.standing.scored > 0 for month in simulated[:3]] == [False, False, True]


def test_a_regime_that_uses_every_mechanism() -> None:
    simulated, world = _live_both(worlds.world(worlds.crowded(), 2, 60, run_in=1), 26)
    reviewed = _total(part.reviewed for month in simulated for part in month.local)
    assert (reviewed > 0).all()
    said = _total(month.answers for month in simulated).sum(axis=0)
    assert (said.sum(axis=0) > 0).all()
    assert all((row > 0).any() for row in world.state.terms)
    assert min(sum(getattr(month, name) for month in simulated) for name in ("died", "born", "ties_dropped")) > 0


def test_lists_declared_in_reverse_order_and_rights_without_delay() -> None:
    _, world = _live_both(worlds.world(worlds.backwards(), 2, 60, run_in=0), 8)
    assert (world.state.terms[0] > 0).any()


@pytest.mark.parametrize("partitions", [1, 3])
def test_a_society_in_which_couples_separate_people_move_and_regions_differ(partitions: int) -> None:
    society = everything(worlds.people_alone())
    simulated, world = _live_both(worlds.world(worlds.local(worlds.crowded()), partitions, 60, 1, society), 14)
    assert sum(month.separated for month in simulated) > 50
    assert min(sum(getattr(month.moves, name) for month in simulated) for name in ("to_town", "regions")) > 10
    assert world.rules.sight.uneven


def test_no_regime_and_a_regime_that_only_watches() -> None:
    for file in (no_regime(Society.load("china-2018").file), worlds.watching()):
        simulated, _ = _live_both(worlds.world(file, 2, 60, run_in=1), 4)
        assert all(month.standing.scored == 0 for month in simulated)


def test_a_regime_that_begins_later_and_a_world_that_runs_out_of_room() -> None:
    world = worlds.world(worlds.later(worlds.citizen_score(), 3), 2, 0, run_in=0)
    places = len(world.state.born)
    simulated, _ = _live_both(world, 80)
    assert len(world.state.born) > places
    assert [month.standing.scored > 0 for month in simulated[:5]] == [False, False, False, True, True]

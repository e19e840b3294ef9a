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
from counterscore.bench.reference.signs import signs as reference_signs
from counterscore.bench.size import people_alone
from counterscore.engine.access.learning import Known
from counterscore.engine.access.signs import signs
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.start.beginning import no_regime
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.society.learning import SIGNS
from counterscore.society.load import Society
from counterscore.society.traits import BIT
from course import everything
from engine.credit_market import decided, learning, learnt
from layered import kin, layered, meeting, plain
from mechanisms.market import matching, with_market
from opinionated import opinionated
from society.joint_society import earnings, jointly

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


def _same_beliefs(one: Known, other: Known) -> bool:
    return all(np.array_equal(left, right) for left, right in zip(one, other, strict=True))


def _live_both(one: World, months: int) -> tuple[list[MonthResult], World]:
    """Simulate both from the same start, and compare them month by month."""
    other, simulated = worlds.twin(one), list[MonthResult]()
    for month in range(months):
        simulated.append(step(one))
        reference = reference_step(other)
        assert _differing(one, other) == [], f"month {month}"
        assert _counts(simulated[-1]) == _reference_counts(reference), f"month {month}"
        assert one.lenders == other.lenders
        assert all(map(_same_beliefs, one.known, other.known))
        assert (one.people, one.residents, one.households) == (other.people, other.residents, other.households)
        assert one.labour == other.labour, f"month {month}"
        np.testing.assert_array_equal(one.cell[: one.people], other.cell[: other.people])
    return simulated, one


@pytest.mark.parametrize("partitions", [1, 3])
def test_the_citizen_score_from_the_last_months_of_the_burn_in(partitions: int) -> None:
    world = worlds.world(worlds.citizen_score(), partitions, 60, run_in=2)
    simulated, _ = _live_both(world, 9)
    assert [month.standing.scored > 0 for month in simulated[:3]] == [False, False, True]


def test_officials_who_decide_at_will_and_take_bribes() -> None:
    simulated, _ = _live_both(worlds.world(worlds.venal(), 2, 60, run_in=1), 20)
    assert sum(len(month.bought) for month in simulated) > 20


@pytest.mark.parametrize("met", [3, 8])
def test_ties_in_layers(met: int) -> None:
    society = layered(people_alone(), meeting=meeting(met=met, seek=0.03), kin=kin(lasting=0.5))
    simulated, world = _live_both(worlds.world(worlds.citizen_score(), 2, 60, run_in=1, society=society), 26)
    assert sum(month.ties_added for month in simulated) > worlds.PEOPLE // 2
    assert len(world.state.line) > 0
    assert (world.state.parent[worlds.PEOPLE : world.people] > 0).all()


def test_ties_without_layers() -> None:
    _live_both(worlds.world(worlds.citizen_score(), 2, 60, run_in=1, society=plain(people_alone())), 4)


def test_a_regime_that_uses_every_mechanism() -> None:
    simulated, world = _live_both(worlds.world(worlds.crowded(), 2, 60, run_in=1), 26)
    reviewed = _total(part.reviewed for month in simulated for part in month.local)
    assert (reviewed > 0).all()
    said = _total(month.answers for month in simulated).sum(axis=0)
    assert (said.sum(axis=0) > 0).all()
    assert all((row > 0).any() for row in world.state.terms)
    assert min(sum(getattr(month, name) for month in simulated) for name in ("died", "born", "ties_dropped")) > 0


@pytest.mark.parametrize("form", ["cobb-douglas", "urn-ball"])
def test_a_labour_market_with_a_premium_for_the_score(form: str) -> None:
    society = with_market(worlds.people_alone(), matching(form=form, premium=0.05, inexperience=True))
    simulated, world = _live_both(worlds.world(worlds.crowded(), 2, 60, run_in=2, society=society), 14)
    assert all(month.labour and month.labour.hires for month in simulated[3:])
    assert world.rules.labour.premium > 0


def test_lists_declared_in_reverse_order_and_rights_without_delay() -> None:
    _, world = _live_both(worlds.world(worlds.backwards(), 2, 60, run_in=0), 8)
    assert (world.state.terms[0] > 0).any()


@pytest.mark.parametrize("partitions", [1, 3])
def test_wages_of_ones_own_and_households_that_share_them(partitions: int) -> None:
    society = jointly(earnings=earnings()).model_copy(update={"firms": None})
    simulated, world = _live_both(worlds.world(worlds.crowded(), partitions, 60, run_in=1, society=society), 14)
    state, people = world.state, world.people
    assert min(sum(getattr(month, name) for month in simulated) for name in ("died", "born")) > 0
    same = state.household[: people - 1] == state.household[1:people]
    alive = (state.bits[: people - 1] & state.bits[1:people] & BIT["alive"]) != 0
    assert (state.wage[: people - 1] == state.wage[1:people])[same & alive].all()
    assert (state.earnings[:people] > 0).any()


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


@pytest.mark.parametrize("capital", [2.0, 0.05])
def test_credit_markets_and_deciders_who_learn(capital: float) -> None:
    world = worlds.world(worlds.citizen_score(), 3, 60, run_in=2, society=learnt(capital=capital))
    simulated, _ = _live_both(world, 16)
    assert all((part.served > 0).any() for month in simulated[4:] for part in month.local)
    assert all(known.steps > 0 for known in world.known)
    assert (world.lenders[1].short > 0) == (capital < 1)


def test_deciders_see_the_same_signs() -> None:
    society = learnt()
    every = learning(*SIGNS)
    world = worlds.world(worlds.citizen_score(), 1, 5, run_in=1, society=decided(society, job={"learning": every}))
    for _ in range(4):
        step(world)
    terms = world.rules.deciders[-1]
    who = np.arange(world.people, dtype=np.int32)
    found = signs(world.rules, world.state, terms, who, world.people, world.clock)
    assert terms.scored
    assert all(len(set(row.tolist())) > 1 for row in found[1:])
    expected = reference_signs(world.state, terms, who, world.rules.reference, world.month)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("partitions", [1, 2])
def test_opinions_under_a_regime_that_uses_every_mechanism(partitions: int) -> None:
    world = worlds.world(worlds.crowded(), partitions, 60, run_in=1, society=opinionated(people_alone()))
    start = world.state.approval[: world.people].copy()
    _, world = _live_both(world, 14)
    assert (world.state.approval[: len(start)] != start).mean() > 0.9


@pytest.mark.parametrize("regime", [worlds.local(worlds.crowded()), worlds.venal()], ids=["local", "venal"])
def test_all_mechanisms_at_once(regime: RegimeFile) -> None:
    society = jointly(earnings=earnings()).model_copy(update={"decisions": learnt().decisions, "firms": None})
    society = with_market(layered(everything(society)), matching(premium=0.05, inexperience=True))
    simulated, world = _live_both(worlds.world(regime, 2, 60, 1, opinionated(society)), 14)
    assert sum(month.separated for month in simulated) > 10
    assert all(known.steps > 0 for known in world.known)
    assert world.rules.pay.on

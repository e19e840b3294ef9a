"""Tactics and adaptive surveillance: each has its effect, which vanishes when it is switched off."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import pytest

from counterscore import Society
from counterscore.engine.acts.attention import LIST, Found, Memory, learn
from counterscore.engine.core.plan import Watchfulness
from counterscore.regime.schema import Attention, DataSource, RegimeFile
from counterscore.society.population_schema import InitialState
from counterscore.society.schema import SocietyFile
from counterscore.society.tactics import Tactic
from mechanisms.lab import Life, changed, china, figure, live, scored

SURE = 1.0


def tactic(kind: str, activities: list[str], **more: Any) -> Tactic:
    values: dict[str, Any] = {"reacts_to": "watched", "trait": "skill", "cost": figure(0.0), "strength": figure(SURE)}
    return Tactic.model_validate(
        {"id": "way", "title": "a way", "kind": kind, "activities": activities} | values | more
    )


def with_tactics(*tactics: Tactic, **more: Any) -> SocietyFile:
    """Return a society with these tactics as the only response, used fully once people know they are watched."""
    quiet = {name: figure(0.0) for name in ("comply", "censor", "game", "wary")}
    responses = changed(
        china().responses, **quiet, noticing=figure(1.0), tilt=figure(0.0), tactics=list(tactics), **more
    )
    return changed(china(), responses=responses)


def ungoverned() -> RegimeFile:
    """Return the regime with watching and points alone, so that decisions cause no differences."""
    return changed(scored(), gates=[], lists=[], rank=None, firms=None)


def world(society: SocietyFile, regime: RegimeFile | None = None, **more: Any) -> Life:
    return live(society, regime or ungoverned(), citizens=1500, months=6, first=3, with_ties=False, **more)


@pytest.fixture(scope="module")
def plain() -> Life:
    return world(with_tactics())


def count(life: Life, act: str) -> tuple[int, int]:
    place = life.names("activities").index(act)
    return int(life.acts[place]), int(life.seen[place])


def test_hidden_acts_are_done_as_often_and_seen_less(plain: Life) -> None:
    hidden = world(with_tactics(tactic("hide", ["plays-games"], strength=figure(0.5))))
    (done, seen), (before, before_seen) = count(hidden, "plays-games"), count(plain, "plays-games")
    assert done == before
    assert seen < 0.8 * before_seen
    assert count(hidden, "watches-online") == count(plain, "watches-online")


def test_people_who_stay_away_do_an_act_less_often(plain: Life) -> None:
    away = world(with_tactics(tactic("stay-away", ["out-late"])))
    assert count(away, "out-late")[0] < 0.8 * count(plain, "out-late")[0]
    assert count(away, "plays-games") == count(plain, "plays-games")


def test_faked_acts_are_recorded_but_not_done_and_cost_their_price(plain: Life) -> None:
    certain = {"learning": figure(1.0), "hearsay": figure(1.0), "safe_ease": figure(1.0), "forgetting": figure(0.0)}
    rules = scored()  # people learn from refusals what is at stake
    fake = tactic("fake", ["volunteers"], reacts_to="stakes", price=figure(0.0))
    faked, honest = (world(with_tactics(*tactics, **certain), rules) for tactics in ((fake,), ()))
    assert count(faked, "volunteers")[1] > 1.1 * count(honest, "volunteers")[1]
    dear = world(with_tactics(fake.model_copy(update={"price": figure(1e6)}), **certain), rules)
    assert count(dear, "volunteers") == count(honest, "volunteers")


def test_a_tactic_costs_its_price_and_changes_nothing_else(plain: Life) -> None:
    paid = world(with_tactics(tactic("hide", ["plays-games"], cost=figure(0.2))))
    assert paid.column("wealth").sum() < plain.column("wealth").sum()
    free = world(with_tactics(tactic("hide", ["plays-games"])))
    for name in ("wealth", "wage", "bits"):
        assert np.array_equal(free.column(name), plain.column(name))


def test_a_tactic_against_unwatched_acts_is_not_used(plain: Life) -> None:
    unseen = changed(ungoverned(), partners=[], ratings=[])
    used, unused = (world(with_tactics(*ways), unseen) for ways in ((tactic("stay-away", ["out-late"]),), ()))
    assert np.array_equal(used.acts, unused.acts)


def test_unmoved_people_use_no_tactics() -> None:
    away = with_tactics(tactic("stay-away", ["out-late"]))
    everybody = InitialState.model_validate(
        {"bit": "unmoved", "below": [200], "everyone": [1.0], "source": "for a test"}
    )
    population = away.population
    others = [state for state in population.states if state.bit != "unmoved"]
    none, all_still = ([*others], [*others, everybody])
    moved, still, plain = (
        world(changed(society, population=changed(population, states=states)))
        for society, states in ((away, none), (away, all_still), (with_tactics(), none))
    )
    assert np.array_equal(still.acts, plain.acts)
    assert not np.array_equal(moved.acts, plain.acts)


@pytest.mark.parametrize("name", ["cash", "comply", "shun", "all"])
def test_an_intervention_switches_a_response_off(name: str) -> None:
    shipped = Society.load("china-2018")
    off = shipped.without(name).file.responses
    assert [tactic.id for tactic in off.tactics] == [
        tactic.id for tactic in shipped.file.responses.tactics if name not in (tactic.id, "all")
    ]
    for response in ("comply", "censor", "game", "wary", "shun", "choosy"):
        assert (getattr(off, response).value == 0) == (name in (response, "all"))


def looking(attention: Attention | None) -> RegimeFile:
    def led(partner: DataSource) -> DataSource:
        even = partner.coverage.model_copy(update={"urban": figure(0.3), "rural": figure(0.3)})
        return partner.model_copy(update={"attention": attention, "coverage": even})

    return changed(ungoverned(), partners=[led(partner) for partner in scored().partners])


@pytest.mark.parametrize("by", ["region", "score"])
def test_adaptive_surveillance_changes_what_is_seen_and_not_what_is_done(by: Literal["region", "score"]) -> None:
    follow = Attention(by=by, lean=figure(1.0), half_life=figure(24.0), most=figure(3.0))
    led, even = (world(with_tactics(), looking(way)) for way in (follow, None))
    assert np.array_equal(led.acts, even.acts)
    assert not np.array_equal(led.seen, even.seen)
    assert led.world.attention.times.std() > 0
    unled = world(with_tactics(), looking(follow.model_copy(update={"lean": figure(0.0)})))
    assert np.array_equal(unled.seen, even.seen)


def test_surveillance_is_distributed_by_detections_per_person() -> None:
    watch = Watchfulness(
        np.array([LIST, 0], np.int32), np.array([0.5, 0]), np.array([0.0, 0]), np.array([4.0, 1]), np.zeros(1, np.int32)
    )
    crowd, found = np.zeros((2, 32), np.int64), np.zeros((2, 32), np.int64)
    crowd[0, :2], found[0, :2] = (90, 10), (9, 9)
    memory = Memory(watch.division, np.zeros((2, 32)), np.ones((2, 32), np.float32))
    small: Any = SimpleNamespace(rules=SimpleNamespace(watch=watch), attention=memory)
    learn(small, [Found(crowd, found)])
    even, listed = small.attention.times[0, :2]
    assert even == pytest.approx(0.5 + 0.5 * 0.1 / 0.18)
    assert listed == pytest.approx(0.5 + 0.5 * 0.9 / 0.18)
    assert 90 * even + 10 * listed == pytest.approx(100)

"""Circumstances: ageing, work, illness, money, births, deaths."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from counterscore.engine.compile.plan import compile_plan
from counterscore.engine.core.state import NEWBORN_PLACES, enlarge
from counterscore.engine.life.births import bury
from counterscore.engine.life.circumstances import come_of_age, feel_strain, note_work, remember_work
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.society.people import COLUMNS
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT, TRAITS
from mechanisms.lab import Life, changed, china, live, none, scored

ADULT, WORKING, OLD, SINGLE, DUE, EMPLOYED, LABOUR, ALIVE, JOBLESS, STRAINED, PARTNERED = (
    BIT[name]
    for name in (
        "adult", "working-age", "old", "single", "school-due", "employed", "labour-force", "alive", "jobless",
        "strained", "partnered",
    )
)  # fmt: skip


def aged(months: int, bits: int = ALIVE) -> int:
    """Return the bits that follow from an age in months, added to those given."""
    out = np.array([bits], np.uint32)
    come_of_age(compile_plan(china(), none()).hazards, np.array([months], np.int32), out)
    return int(out[0]) & ~ALIVE


@pytest.mark.parametrize(("months", "expected"), [
    (71, 0), (72, DUE), (73, 0), (144, DUE), (145, 0), (215, 0), (216, ADULT | WORKING | SINGLE),
    (719, ADULT | WORKING | SINGLE), (720, ADULT | OLD | SINGLE), (1200, ADULT | OLD | SINGLE),
])  # fmt: skip
def test_states_that_follow_from_age(months: int, expected: int) -> None:
    assert aged(months) == expected


def test_work_ends_at_retirement_and_not_before() -> None:
    assert aged(719, ALIVE | EMPLOYED) & EMPLOYED
    assert not aged(720, ALIVE | EMPLOYED) & EMPLOYED
    assert not aged(215, ALIVE | EMPLOYED) & EMPLOYED


def test_the_dead_have_no_states_of_age_and_no_work() -> None:
    assert aged(480, EMPLOYED) == 0


def test_the_partnered_are_not_single() -> None:
    assert not aged(480, ALIVE | PARTNERED) & SINGLE


def test_jobless_people_are_in_the_labour_force_without_work() -> None:
    wants = ALIVE | WORKING | LABOUR
    bits = np.array([wants, wants | EMPLOYED, wants & ~LABOUR, wants & ~ALIVE, wants & ~WORKING, JOBLESS], np.uint32)
    note_work(bits)
    assert ((bits & np.uint32(JOBLESS)) > 0).tolist() == [True, False, False, False, False, False]


def test_a_person_with_less_wealth_than_the_line_is_strained() -> None:
    bits = np.zeros(3, np.uint32)
    feel_strain(np.float32(6000), np.array([0, 5999, 6000], np.float32), bits)
    assert ((bits & np.uint32(STRAINED)) > 0).tolist() == [True, True, False]


def test_history_and_spell_count_months_and_stop_at_the_ends() -> None:
    history, spell = np.array([255, 0, 254], np.uint8), np.array([7, 255, 0], np.uint8)
    remember_work(np.array([EMPLOYED, JOBLESS, EMPLOYED], np.uint32), history, spell)
    assert history.tolist() == [255, 0, 255]
    assert spell.tolist() == [0, 255, 0]


@cache
def decade(regime: str = "none") -> Life:
    return live(china(), none() if regime == "none" else scored(), citizens=2000, months=120)


def test_only_living_people_of_working_age_work() -> None:
    life = decade()
    age = life.world.month - 1 - life.column("born").astype(int)
    employed = life.true_of("employed", "alive")
    assert employed.sum() > 500
    assert (age[employed] >= 18 * 12).all()
    assert (age[employed] < 60 * 12).all()


def test_children_of_a_decade_come_of_age() -> None:
    life = decade()
    was_child = (life.column("born")[:2000] > -18 * 12) & (life.column("born")[:2000] <= -8 * 12 - 1)
    grown = life.true_of("adult")[:2000][was_child & life.true_of("alive")[:2000]]
    assert was_child.sum() > 50
    assert grown.all()


def test_birth_and_death_rates_are_as_declared() -> None:
    """Compared with what the tables by age give for the people as they are in each month."""
    count, expected = np.zeros(2), np.zeros(2)
    hazards = compile_plan(china(), none()).hazards

    def look(world: World, month: MonthResult) -> None:
        bits, born, school = (getattr(world.state, name)[: world.people] for name in ("bits", "born", "education"))
        years = np.clip((month.month - born.astype(np.int64)) // 12, 0, 199)
        alive, woman = (bits & np.uint32(ALIVE)) != 0, (bits & np.uint32(BIT["female"])) != 0
        count[:] += month.born, month.died
        row = 4 * ((bits & np.uint32(PARTNERED)) != 0) + school
        expected[0] += hazards.births[row, years][alive & woman].sum() / 2**32
        expected[1] += hazards.deaths[woman.astype(int), years][alive].sum() / 2**32

    live(china(), none(), citizens=5000, months=36, look=look)
    assert count.min() > 100
    assert np.abs(count - expected).max() < 4 * np.sqrt(expected.max())


def children(life: Life, first: int) -> dict[int, tuple[float, ...]]:
    """Return the traits of people born during the run, by their random key."""
    traits = np.stack([life.column(name) for name in TRAITS], axis=1)[first:]
    return {int(key): tuple(row) for key, row in zip(life.column("key")[first:], traits.tolist(), strict=True)}


def test_the_same_children_are_born_under_another_regime() -> None:
    free, rated = (decade(name) for name in ("none", "citizen-score"))
    assert children(free, 2000) == children(rated, 2000)
    assert len(children(free, 2000)) > 150


def test_a_childs_traits_do_not_depend_on_how_many_others_are_born() -> None:
    fewer, more = (live(fertile(factor), none(), citizens=2000, months=60) for factor in (1.0, 1.5))
    few, many = children(fewer, 2000), children(more, 2000)
    assert len(many) > 1.2 * len(few)
    assert set(few) <= set(many)
    assert all(many[key] == traits for key, traits in few.items())


def fertile(factor: float) -> SocietyFile:
    """Return the society with births multiplied by this factor and without deaths."""
    circumstances = china().circumstances
    births = [changed(each, value=each.value * factor) for each in circumstances.births.chance]
    deaths = [changed(each, value=0.0) for each in circumstances.deaths.chance]
    update = {
        "births": changed(circumstances.births, chance=births),
        "deaths": changed(circumstances.deaths, chance=deaths),
    }
    return changed(china(), circumstances=changed(circumstances, **update))


def test_children_s_traits_are_standard_normal() -> None:
    drawn = np.array(list(children(live(fertile(3.0), none(), citizens=3000, months=120), 3000).values()))
    error = len(drawn) ** -0.5
    assert len(drawn) > 800
    assert np.abs(drawn.mean(axis=0)).max() < 4 * error
    assert np.abs(drawn.std(axis=0) - 1).max() < 4 * error
    assert np.abs(np.corrcoef(drawn.T) - np.eye(drawn.shape[1])).max() < 4 * error


def test_siblings_have_different_traits() -> None:
    life = live(fertile(3.0), none(), citizens=1000, months=120)
    assert (life.column("children")[:1000] > 1).any()
    key = life.column("key")
    assert len(set(key.tolist())) == len(key)
    for trait in np.array(list(children(life, 1000).values())).T:
        assert len(np.unique(trait)) > 0.99 * len(trait)


def test_a_child_inherits_from_its_mother_and_is_tied_to_her() -> None:
    last = 0

    def look(world: World, month: MonthResult) -> None:
        nonlocal last
        child, state = np.arange(last, world.people), world.state
        for name in ("region", "household", "education", "wage"):
            column = getattr(state, name)
            assert not last or np.array_equal(column[child], column[state.guardian[child]]), name
        last = world.people

    life = live(china(), none(), citizens=2000, months=60, look=look)
    state, n = life.world.state, life.world.people
    child = np.arange(2000, n)
    mother = state.guardian[child]
    shared = np.uint32(BIT["urban"] | BIT["minority"])
    assert np.array_equal(state.bits[child] & shared, state.bits[mother] & shared)
    assert np.array_equal(life.world.cell[child], life.world.cell[mother])
    female = (state.bits[child] & np.uint32(BIT["female"])) > 0
    assert 0.35 < female.mean() < 0.65


def test_the_dead_have_no_ties_and_no_score() -> None:
    offsets, friends = np.array([0, 3, 6, 9], np.int32), np.array([1, 2, -1, 0, 2, -1, 0, 1, -1], np.int32)
    room, score, before = np.array([1, 1, 1], np.uint8), np.array([5, 6, 7], np.int32), np.array([5, 6, 7], np.int32)
    bits, partner = np.full(3, PARTNERED, np.uint32), np.array([2, 1, 0], np.int32)
    bury(np.array([1], np.int32), offsets, friends, room, score, before, bits, partner)
    assert (bits & np.uint32(PARTNERED) > 0).tolist() == [False, True, True]
    assert partner.tolist() == [0, 0, 0]
    assert friends.tolist() == [-1, 2, -1, -1, -1, -1, 0, -1, -1]
    assert room.tolist() == [2, 3, 2]
    assert score.tolist() == before.tolist() == [5, 0, 7]


def test_the_dead_make_no_requests_and_are_not_counted() -> None:
    life = decade("citizen-score")
    dead = ~life.true_of("alive")
    assert dead.sum() > 50
    assert not life.column("score")[dead].any()
    assert not life.column("wants")[dead].any()
    for state in ("listed", "employed", "adult"):
        assert not life.true_of(state)[dead].any(), state


def test_counters_of_a_person_stop_at_death() -> None:
    """Two more years change no counter of people who had died before."""
    short, long = (live(china(), scored(), citizens=1000, months=months) for months in (60, 84))
    dead = np.flatnonzero(~short.true_of("alive"))
    assert len(dead) > 20
    for name in ("months_employed", "months_listed", "denied", "children", "spell"):
        assert np.array_equal(short.column(name)[..., dead], long.column(name)[..., dead]), name


def test_enlarging_the_state_during_a_run_changes_no_life() -> None:
    """A world without places for births, which must be enlarged every few months, gives the same results."""
    ample, tight = begin(china(), scored(), 500, 1, 1, months=240), begin(china(), scored(), 500, 1, 1, months=-12)
    for world in (ample, tight):
        for _ in range(72):
            step(world)
    n = ample.people
    assert tight.people == n > 500
    assert len(tight.state.born) < len(ample.state.born)
    for name in (*COLUMNS, "score", "stakes", "watched", "history", "spell", "terms", "denied", "room"):
        assert np.array_equal(getattr(ample.state, name)[..., :n], getattr(tight.state, name)[..., :n]), name
    assert np.array_equal(ample.state.offsets[: n + 1], tight.state.offsets[: n + 1])
    ends = int(ample.state.offsets[n])
    assert np.array_equal(ample.state.friends[:ends], tight.state.friends[:ends])


def test_an_enlarged_state_keeps_everybody_and_has_empty_rows() -> None:
    state = begin(china(), scored(), 300, 1, 1).state
    size, friends, offsets = len(state.born), state.friends.copy(), state.offsets.copy()
    key, terms = state.key.copy(), state.terms.copy()
    larger = enlarge(state, 7)
    assert np.array_equal(larger.key[:size], key)
    assert np.array_equal(larger.terms[:, :size], terms)
    assert larger.terms.shape[1] == larger.denied.shape[1] == len(larger.score) == size + 7
    assert np.array_equal(larger.offsets[: size + 1], offsets)
    assert (np.diff(larger.offsets[size:]) == NEWBORN_PLACES).all()
    assert np.array_equal(larger.friends[: len(friends)], friends)
    assert (larger.friends[len(friends) :] == -1).all()
    assert not larger.key[size:].any()

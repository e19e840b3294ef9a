"""Meeting places, kin and newborns in the month: who is met, whom they choose, and which ties last."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.engine.life.meeting import SAME_CLASS
from counterscore.engine.life.places import list_homes, list_staff
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin, no_regime
from counterscore.engine.world import World
from counterscore.measure.ties.layers import both_ends, layers_of
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from layered import kin, layered, meeting, number, plain, similarity
from present import present

PEOPLE = 2000
TURNS = 24


def society(firms: bool = False, **parts: object) -> SocietyFile:
    file = Society.load("china-2018").file
    return layered(file if firms else file.model_copy(update={"firms": None}), **parts)


def living(file: SocietyFile, months: int, citizens: int = PEOPLE, partitions: int = 1) -> World:
    world = begin(file, no_regime(file), citizens, 3, 5, months=months, partitions=partitions)
    for _ in range(months):
        step(world)
    return world


def pairs(world: World) -> set[tuple[int, int]]:
    own, friend = both_ends(world.state, world.people)
    return set(zip(own.tolist(), friend.tolist(), strict=True))


def new_pairs(file: SocietyFile, months: int = TURNS) -> tuple[World, np.ndarray, np.ndarray]:
    """Return a world, and both ends of the ties between different homes that began in it."""
    started, world = living(file, 0), living(file, months)
    begun = np.array(sorted(pairs(world) - pairs(started)))
    household = world.state.household
    begun = begun[household[begun[:, 0]] != household[begun[:, 1]]]
    return world, begun[:, 0], begun[:, 1]


@pytest.mark.parametrize("partitions", [2, 7])
def test_the_same_ties_begin_in_any_number_of_partitions(partitions: int) -> None:
    file = society(firms=True)
    one, more = (living(file, TURNS, partitions=each) for each in (1, partitions))
    for name in ("friends", "offsets", "room", "parent", "at", "line", "staff", "staff_ends"):
        assert np.array_equal(getattr(one.state, name), getattr(more.state, name)), name


def test_ties_are_mutual_and_free_places_are_counted() -> None:
    world = living(society(), 3 * TURNS)
    own, friend = both_ends(world.state, world.people)
    there, back = np.sort(own * world.people + friend), np.sort(friend * world.people + own)
    assert np.array_equal(there, back)
    assert (np.diff(there) > 0).all()
    size = np.diff(world.state.offsets[: world.people + 1])
    assert np.array_equal(size - np.bincount(own, minlength=world.people), world.state.room[: world.people])


def test_whoever_meets_neighbours_only_befriends_neighbours() -> None:
    rules = meeting(friends=0.0, foci=0.0, anybody=0.0)
    world, own, friend = new_pairs(society(meeting=rules, kin=None), months=11)  # places are listed once
    at = world.state.at.astype(int)
    assert len(own) > 100
    assert np.abs(at[own] - at[friend]).max() <= 32


def test_pupils_befriend_pupils_of_their_age_and_workers_their_colleagues() -> None:
    file = society(firms=True, meeting=meeting(friends=0.0, foci=1.0, anybody=0.0), kin=None)
    world, own, friend = new_pairs(file, months=11)
    born, employer = world.state.born.astype(int), present(world.firms).employer
    age = (world.month - born) / 12
    pupils = (age[own] > 7) & (age[own] < 17) & (age[friend] > 7) & (age[friend] < 17)
    mates = np.abs(born[own] - born[friend])[pupils] <= SAME_CLASS
    assert pupils.sum() > 30
    assert mates.mean() > 0.9
    colleagues = (employer[own] >= 0) & (employer[own] == employer[friend])
    assert colleagues.sum() > 30


def test_friends_of_friends_close_triangles() -> None:
    closed, open_ = (
        layers_of(living(society(kin=None, meeting=meeting(friends=share, foci=0.0, anybody=1 - share)), 120))["all"]
        for share in (1.0, 0.0)
    )
    assert closed.transitivity > open_.transitivity + 0.05


def test_new_friends_are_alike_in_conduct_only_if_that_is_declared() -> None:
    found = []
    for units in (0.0, 1.5):
        rules = meeting(friends=0.0, foci=0.0, anybody=1.0, met=8)
        world, own, friend = new_pairs(society(kin=None, meeting=rules, similarity=similarity(units)))
        trust = world.state.trustworthiness
        found.append(float(np.corrcoef(trust[own], trust[friend])[0, 1]))
    assert abs(found[0]) < 0.1 < 0.2 < found[1]


@pytest.mark.parametrize(("lasting", "stays"), [(1.0, True), (0.0, False)])
def test_ties_between_kin_last_as_declared(lasting: float, stays: bool) -> None:
    world = living(society(kin=kin(lasting=lasting)), 5 * TURNS)
    own = np.flatnonzero(world.state.parent[:PEOPLE] > 0)
    parent = world.state.parent[own] - 1
    alive = (world.state.bits & BIT["alive"]) > 0
    apart = alive[own] & alive[parent] & (world.state.household[own] != world.state.household[parent])
    held = pairs(world)
    kept = np.mean([(a, b) in held for a, b in zip(own[apart], parent[apart], strict=True)])
    assert (kept > 0.97) == stays


def test_newborns_are_tied_to_their_home_and_couples_to_each_other() -> None:
    world = living(society(), 36)
    state, people = world.state, world.people
    born = np.arange(PEOPLE, people)
    assert len(born) > 20
    assert (state.parent[born] == state.guardian[born] + 1).all()
    degree = np.diff(state.offsets[: people + 1]) - state.room[:people]
    assert degree[born].mean() > 1.5
    spouse = state.spouse[:people].astype(int) - 1
    held, paired = pairs(world), np.flatnonzero(spouse >= 0)
    assert np.mean([(one, spouse[one]) in held for one in paired.tolist()]) > 0.95  # a full row holds no more


def test_the_number_of_ties_stays_level() -> None:
    file = society()
    start, later = (layers_of(living(file, months, citizens=1000))["all"].degree for months in (0, 240))
    assert later == pytest.approx(start, rel=0.08)
    old = plain(file)
    fallen = layers_of(living(old, 240, citizens=1000))["all"].degree
    assert fallen < later - 0.5


def test_homes_are_listed_by_household_and_only_for_the_living() -> None:
    alive = np.uint32(BIT["alive"])
    household, guardian = np.array([0, 0, 1, 2, 0, 1], np.int32), np.array([0, 1, 2, 3, 0, 2], np.int32)
    bits, at = np.array([alive, alive, alive, 0, alive, alive], np.uint32), np.array([1, 2, 3, 4, 0, 0], np.int32)
    line = list_homes(household, guardian, bits, at, 6, 3)
    assert line.tolist() == [0, 1, 4, 2, 5]  # the newborn 4 lives with 0 and 1, the newborn 5 with 2; 3 is dead
    assert at.tolist() == [1, 2, 4, 0, 3, 5]


def test_staff_is_listed_by_firm() -> None:
    staff, ends = list_staff(np.array([1, -1, 0, 1, -2], np.int32))
    assert staff.tolist() == [2, 0, 3]
    assert ends.tolist() == [0, 1, 3]
    assert [len(each) for each in list_staff(np.empty(0, np.int32))] == [0, 0]


def test_people_with_few_free_places_look_for_friends_less_often() -> None:
    file = society(meeting=meeting(seek=0.02))
    level = file.responses.model_copy(update={"tilt": number(0.0)})
    world = living(file.model_copy(update={"responses": level}), 0, citizens=20_000)
    room = world.state.room[:20_000].copy()
    step(world)
    wants = world.state.wants[:20_000] > 0
    for free in (2, 5):
        assert wants[room == free].mean() == pytest.approx(0.02 * free, rel=0.25)

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pytest

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.problem import Problem
from counterscore.society.draw import draw
from counterscore.society.people import People
from counterscore.society.schema import SocietyFile
from counterscore.society.shuffle import number_at, position_of, shuffle_of
from counterscore.society.traits import BIT
from layered import plain


@dataclass
class Pairs:
    """Every tie from both of its ends: `own` and `friend`."""

    own: np.ndarray
    friend: np.ndarray
    degree: np.ndarray


def pairs_of(people: People) -> Pairs:
    ties = people.ties
    row = np.repeat(np.arange(people.count), np.diff(ties.offsets))
    taken = ties.friends >= 0
    own, friend = row[taken], ties.friends[taken].astype(int)
    return Pairs(own, friend, np.bincount(own, minlength=people.count))


@pytest.fixture(scope="module")
def china(china: SocietyFile) -> SocietyFile:
    """Return the society without layers of ties, which `test_layers.py` tests."""
    return plain(china)


@pytest.fixture(scope="module")
def people(china: SocietyFile) -> People:
    """Return twenty thousand people of it."""
    return draw(china, 20_000, people_seed=1)


@pytest.fixture(scope="module")
def pairs(people: People) -> Pairs:
    return pairs_of(people)


@pytest.mark.parametrize("citizens", [100, 101, 137, 1000, 20_000, 70_001])
def test_ties_are_mutual_single_and_lead_to_somebody_else(china: SocietyFile, citizens: int):
    people = draw(china, citizens, 9)
    pairs = pairs_of(people)
    there = np.sort(pairs.own * citizens + pairs.friend)
    back = np.sort(pairs.friend * citizens + pairs.own)
    assert pairs.friend.max() < citizens
    assert np.array_equal(there, back)
    assert (np.diff(there) > 0).all()
    assert (pairs.own != pairs.friend).all()


def test_rows_have_a_few_free_places(people: People, pairs: Pairs):
    capacity = np.diff(people.ties.offsets)
    assert np.array_equal(capacity, pairs.degree + 2 + pairs.degree // 8)
    assert people.ties.offsets[-1] == len(people.ties.friends)


@pytest.mark.parametrize("mean", [8, 12, 20])
def test_the_mean_is_as_declared(china: SocietyFile, mean: int):
    declared = Figure(value=mean, assumption="a test", range=(0.0, 40.0))
    ties = china.ties.model_copy(update={"mean": declared})
    people = draw(china.model_copy(update={"ties": ties}), 50_000, 4)
    assert pairs_of(people).degree.mean() == pytest.approx(mean, rel=0.04)


def test_more_household_ties_than_declared_are_refused(china: SocietyFile):
    ties = china.ties.model_copy(update={"mean": Figure(value=1.0, assumption="a test", range=(0.0, 2.0))})
    with pytest.raises(Problem, match="ties within households alone are 2"):
        draw(china.model_copy(update={"ties": ties}), 1000, 4)


def test_degrees_are_skewed_to_the_right(pairs: Pairs):
    degree = pairs.degree
    assert 0.4 < degree.std() / degree.mean() < 0.7
    assert 0.4 < ((degree - degree.mean()) ** 3).mean() / degree.std() ** 3 < 2


def test_friends_of_friends_are_often_friends(people: People, pairs: Pairs):
    graph = nx.Graph(zip(pairs.own.tolist(), pairs.friend.tolist(), strict=True))
    assert 0.18 < nx.transitivity(graph) < 0.35
    assert 0.2 < nx.average_clustering(graph) < 0.35
    assert nx.degree_assortativity_coefficient(graph) > 0.05


def test_a_quarter_of_ties_do_not_depend_on_distance(china: SocietyFile, pairs: Pairs):
    assert (np.abs(pairs.own - pairs.friend) > 64).mean() == pytest.approx(china.ties.far.value, abs=0.02)


def test_households_are_tied(people: People, pairs: Pairs):
    household = people.columns["household"]
    size = np.bincount(household)
    assert (household[pairs.own] == household[pairs.friend]).sum() == (size * (size - 1)).sum()


def test_similar_people_are_tied_more_often(people: People, pairs: Pairs):
    columns = people.columns
    minority = (columns["bits"] & BIT["minority"]) > 0
    rich = columns["wage"] > np.median(columns["wage"])
    far = np.abs(pairs.own - pairs.friend) > 64

    def alike(column: np.ndarray, where: np.ndarray) -> float:
        return np.corrcoef(column[pairs.own[where]], column[pairs.friend[where]])[0, 1]

    everyone = np.ones(len(far), bool)
    assert 0.5 < alike(columns["born"], everyone) < 0.8
    assert 0.3 < alike(np.log(columns["wage"]), everyone) < 0.6
    assert 0.3 < alike(minority, everyone) < 0.6
    assert (columns["region"][pairs.own] == columns["region"][pairs.friend]).mean() > 0.6
    assert alike(columns["born"], far) > 0.5
    assert rich[pairs.friend[~rich[pairs.own]]].mean() < 0.4 < 0.65 < rich[pairs.friend[rich[pairs.own]]].mean()


def test_sociable_people_have_more_ties(people: People, pairs: Pairs):
    assert np.corrcoef(people.columns["sociability"], pairs.degree)[0, 1] > 0.5


def test_without_homophily_ties_ignore_what_people_are_like(china: SocietyFile):
    none, wide = (Figure(value=value, assumption="a test", range=(0.0, 1e6)) for value in (0.0, 1e6))
    blind = {"minority": none, "region": none, "age": wide, "income": wide}
    people = draw(china.model_copy(update={"ties": china.ties.model_copy(update=blind)}), 20_000, 4)
    pairs = pairs_of(people)
    far = np.abs(pairs.own - pairs.friend) > 64
    for name in ("born", "region", "wage"):
        column = people.columns[name]
        assert abs(np.corrcoef(column[pairs.own[far]], column[pairs.friend[far]])[0, 1]) < 0.03


def test_no_ties_are_drawn_if_none_are_asked_for(china: SocietyFile):
    ties = draw(china, 1000, 4, with_ties=False).ties
    assert not ties.offsets.any()
    assert len(ties.offsets) == 1001


@pytest.mark.parametrize("count", [100, 101, 256, 1023, 20_000])
def test_the_shuffle_is_a_permutation_and_its_inverse_undoes_it(count: int):
    shuffle = shuffle_of(count, np.uint64(11))
    places = [int(position_of(number, shuffle)) for number in range(count)]
    assert sorted(places) == list(range(count))
    assert [int(number_at(place, shuffle)) for place in places] == list(range(count))


def test_the_shuffle_preserves_little_of_the_order():
    shuffle = shuffle_of(20_000, np.uint64(11))
    places = [int(position_of(number, shuffle)) for number in range(20_000)]
    assert abs(np.corrcoef(places, np.arange(20_000))[0, 1]) < 0.03
    assert (np.abs(np.diff(places)) < 64).mean() < 0.02

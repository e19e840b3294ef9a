"""Ties in layers, as they are drawn: similarity in conduct and taste, and kin outside the home."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from pydantic import ValidationError

from counterscore.catalogue.problem import Problem
from counterscore.society.draw import draw
from counterscore.society.people import People
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from layered import kin, layered, meeting, number, plain, similarity

PEOPLE = 20_000


def ends(people: People) -> tuple[np.ndarray, np.ndarray]:
    ties = people.ties
    own = np.repeat(np.arange(people.count), np.diff(ties.offsets))
    return own[ties.friends >= 0], ties.friends[ties.friends >= 0].astype(int)


def alike(people: People, name: str) -> float:
    own, friend = ends(people)
    return float(np.corrcoef(people.columns[name][own], people.columns[name][friend])[0, 1])


@pytest.fixture(scope="module")
def related(china: SocietyFile) -> People:
    return draw(layered(china), PEOPLE, 1)


def test_similarity_moves_the_correlation_of_friends_and_nothing_moves_it_at_zero(china: SocietyFile):
    by_units = {
        units: draw(layered(china, similarity=similarity(units), kin=None), PEOPLE, 1)
        for units in (-0.5, 0.0, 0.5, 1.0)
    }
    found = [alike(people, "trustworthiness") for people in by_units.values()]
    assert found[0] < -0.05 < found[1] < 0.05 < 0.1 < found[2] < found[3] - 0.05
    assert abs(alike(by_units[1.0], "heterodoxy")) < 0.03
    degrees = [len(ends(people)[0]) / PEOPLE for people in by_units.values()]
    assert degrees == pytest.approx([china.ties.mean.value] * 4, rel=0.04)


def test_without_units_ties_are_those_of_a_society_that_declares_none(china: SocietyFile):
    none, zero = (draw(layered(china, similarity=each, kin=None), 2000, 5) for each in (None, similarity(0.0)))
    assert np.array_equal(none.ties.friends, zero.ties.friends)
    assert np.array_equal(none.ties.friends, draw(plain(china), 2000, 5).ties.friends)


def test_parents_are_older_belong_to_the_same_group_and_are_tied_to_their_children(related: People):
    columns, parent = related.columns, related.parent - 1
    child = np.flatnonzero((parent >= 0) & (columns["household"] != columns["household"][parent]))
    assert 0.25 < len(child) / PEOPLE < 0.5
    older = (columns["born"][child].astype(int) - columns["born"][parent[child]]) / 12
    assert older.min() >= 20
    assert older.max() <= 40
    assert not ((columns["bits"][child] ^ columns["bits"][parent[child]]) & BIT["minority"]).any()
    same_region = (columns["region"][child] == columns["region"][parent[child]]).mean()
    assert 0.85 < same_region < 0.97  # one in ten anywhere, some of them in the same region
    own, friend = ends(related)
    tied = set((own * PEOPLE + friend).tolist())
    assert all(one * PEOPLE + other in tied for one, other in zip(child, parent[child], strict=True))


def test_brothers_and_sisters_are_tied_and_ties_stay_mutual_and_single(related: People):
    own, friend = ends(related)
    there, back = np.sort(own * PEOPLE + friend), np.sort(friend * PEOPLE + own)
    assert np.array_equal(there, back)
    assert (np.diff(there) > 0).all()
    order = np.argsort(related.parent, kind="stable")
    pairs = [(a, b) for a, b in pairwise(order) if related.parent[a] == related.parent[b] > 0]
    tied = set(there.tolist())
    assert len(pairs) > 1000
    assert all(a * PEOPLE + b in tied for a, b in pairs)


def test_kin_count_as_ties_and_the_mean_stays_as_declared(china: SocietyFile, related: People):
    assert len(ends(related)[0]) / PEOPLE == pytest.approx(china.ties.mean.value, rel=0.04)


def test_children_have_the_guardian_as_parent(related: People):
    guardian = related.columns["guardian"]
    minor = guardian != np.arange(PEOPLE)
    assert np.array_equal(related.parent[minor] - 1, guardian[minor])


@pytest.mark.parametrize("threads", [2, 3])
def test_kin_are_the_same_on_any_number_of_threads(china: SocietyFile, threads: int):
    one, more = (draw(layered(china), 70_001, 3, threads=each) for each in (1, threads))
    assert np.array_equal(one.parent, more.parent)
    assert np.array_equal(one.ties.friends, more.ties.friends)


def test_more_kin_than_ties_are_refused(china: SocietyFile):
    small = layered(china).ties.model_copy(update={"mean": number(3.5)})
    with pytest.raises(Problem, match="kin outside the home are"):
        draw(china.model_copy(update={"ties": small}), 1000, 4)


@pytest.mark.parametrize(
    ("part", "changed", "says"),
    [
        (kin, {"youngest": 40.0}, "youngest and oldest"),
        (kin, {"close": 0.95}, "must not add up to more than 1"),
        (meeting, {"friends": 0.8}, "must not add up to more than 1"),
        (meeting, {"met": 9.0}, "met: must be 1 to 8"),
        (meeting, {"newborn": 0.0}, "newborn: must be 1 to 64"),
        (meeting, {"to_age": 5.0}, "the earlier first"),
    ],
)
def test_impossible_layers_are_refused(part, changed: dict[str, float], says: str):
    with pytest.raises(ValidationError, match=says):
        part(**changed)


def test_a_society_without_layers_has_the_content_that_it_had(china: SocietyFile):
    assert not {"similarity", "kin", "meeting"} & set(plain(china).ties.model_dump())
    assert {"similarity", "kin", "meeting"} <= set(layered(china).ties.model_dump())

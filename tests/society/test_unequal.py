"""Regions and the minority differ at the start as the population declares."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

import course
from bare import bare
from counterscore.catalogue.problem import Problem
from counterscore.society.draw import draw
from counterscore.society.load import Society
from counterscore.society.people import COLUMNS, People
from counterscore.society.population_schema import Regions
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from figures import figure

COUNT = 60_000
LEVELS = [0.5, 0.7, 0.9, 1.0, 1.1, 1.3, 1.5, 1.7]
SHARES = [4.0, 2.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5]


def has(people: People, name: str) -> np.ndarray:
    return (people.columns["bits"] & np.uint32(BIT[name])) != 0


@pytest.fixture(scope="module")
def china(china: SocietyFile) -> SocietyFile:
    return bare(china)


@pytest.fixture(scope="module")
def plain(china: SocietyFile) -> People:
    return draw(china, COUNT, 4, with_ties=False)


def test_incomes_differ_by_region_and_their_mean_stays(china: SocietyFile, plain: People) -> None:
    file = course.regions(china, income=LEVELS)
    people = draw(file, COUNT, 4, with_ties=False)
    shares = np.array(file.population.regions.shares)
    expected = np.array(LEVELS) / (shares @ np.array(LEVELS))
    factor = people.columns["wage"] / plain.columns["wage"]
    for region, level in enumerate(expected):
        assert factor[people.columns["region"] == region] == pytest.approx(level, rel=1e-5)
    assert people.columns["wage"].mean() == pytest.approx(plain.columns["wage"].mean(), rel=0.02)
    same = [name for name in COLUMNS if name not in ("wage", "wealth")]
    assert all(np.array_equal(people.columns[name], plain.columns[name]) for name in same)


def test_the_minority_is_more_common_in_some_places_and_as_common_in_all(china: SocietyFile, plain: People) -> None:
    people = draw(course.minority(china, SHARES, 0.4, 0.0, 0.0), COUNT, 4, with_ties=False)
    among, urban, region = has(people, "minority"), has(people, "urban"), people.columns["region"]
    assert among.mean() == pytest.approx(has(plain, "minority").mean(), abs=0.01)
    assert among[urban].mean() / among[~urban].mean() == pytest.approx(0.4, rel=0.15)
    first, last = among[region == 0].mean(), among[region == 7].mean()
    assert first / last == pytest.approx(8.0, rel=0.35)
    for home in np.unique(people.columns["household"][among])[:200]:
        assert among[people.columns["household"] == home].all()


def test_the_minority_can_be_poorer_and_less_schooled(china: SocietyFile) -> None:
    even = draw(course.minority(china, [1.0] * 8, 1.0, 0.0, 0.0), COUNT, 4, with_ties=False)
    people = draw(course.minority(china, [1.0] * 8, 1.0, -0.5, -0.7), COUNT, 4, with_ties=False)
    among, adult = has(people, "minority"), people.columns["born"] <= -18 * 12
    assert (has(even, "minority") == among).all()
    factor = people.columns["wage"] / even.columns["wage"]
    assert factor[among].mean() / factor[~among].mean() == pytest.approx(np.exp(-0.5), rel=1e-4)
    levels, before = people.columns["education"].astype(float), even.columns["education"].astype(float)
    assert (levels[~among] >= before[~among]).all()
    assert (levels[among] <= before[among]).all()
    assert levels[adult].mean() == pytest.approx(before[adult].mean(), abs=0.01)
    assert levels[among & adult].mean() < before[among & adult].mean() - 0.3


def test_adding_people_changes_nobody(china: SocietyFile) -> None:
    file = course.everything(china)
    fewer, more = (draw(file, count, 5, with_ties=False).columns for count in (2000, 2500))
    assert all(np.array_equal(fewer[name], more[name][:2000]) for name in COLUMNS)


def test_a_column_needs_a_value_for_each_region() -> None:
    with pytest.raises(ValidationError, match="zeal: 1 values for 2 regions"):
        Regions(shares=[0.5, 0.5], source="a test", zeal=[figure(1.0)])


def test_a_minority_by_place_needs_one_share_for_all(china: SocietyFile) -> None:
    states = [each for each in china.population.states if each.bit != "minority"]
    file = course.minority(china, SHARES, 0.4, 0.0, 0.0)
    without = file.model_copy(update={"population": file.population.model_copy(update={"states": states})})
    with pytest.raises(Problem, match="its share is not one number"):
        Society.of(without)


def test_a_row_needs_a_chance_for_each_age_limit(china: SocietyFile) -> None:
    births = course.births(0.1, 0.1).model_copy(update={"single": [figure(0.1)]})
    with pytest.raises(Problem, match="1 chances for 3 age limits"):
        Society.of(course.declared(china, births=births))
    wide = course.births(0.5, 0.1, schooling=[figure(1.0), figure(1.0), figure(1.0), figure(3.0)])
    with pytest.raises(Problem, match="larger than 1"):
        Society.of(course.declared(china, births=wide))

from __future__ import annotations

import numpy as np
import pytest

from bare import bare
from counterscore.society.correlation import CORRELATED
from counterscore.society.draw import draw
from counterscore.society.people import COLUMNS, People
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT, TRAITS
from society.joint_society import by_margins

COUNT = 20_000
# Bits that follow from the others each month; the rest are state.
FOLLOWING = ("adult", "working-age", "jobless", "single", "strained", "school-due", "old")


def has(people: People, *names: str) -> np.ndarray:
    needed = sum(BIT[name] for name in names)
    return (people.columns["bits"] & needed) == needed


def age(people: People) -> np.ndarray:
    return -people.columns["born"].astype(int) // 12


def test_columns_have_the_declared_names_and_types(people: People):
    assert {name: column.dtype for name, column in people.columns.items()} == {
        name: np.dtype(dtype) for name, dtype in COLUMNS.items()
    }
    empty = {name for name, column in people.columns.items() if len(column) != COUNT}
    assert empty <= {"start", "earnings"}
    assert len(people.columns["start"]) == 0  # nobody was sampled from tables


@pytest.mark.parametrize("citizens", [*range(100, 120), 4321, 70_000])
def test_one_more_citizen_changes_nobody(china: SocietyFile, citizens: int):
    fewer = draw(china, citizens, 5, with_ties=False).columns
    more = draw(china, citizens + 1, 5, with_ties=False).columns
    assert all(np.array_equal(fewer[name], more[name][:citizens]) for name in COLUMNS)


def test_threads_change_nothing(china: SocietyFile):
    one, two = (draw(china, 150_000, 3, threads) for threads in (1, 2))
    assert all(np.array_equal(one.columns[name], two.columns[name]) for name in COLUMNS)
    assert np.array_equal(one.ties.offsets, two.ties.offsets)
    assert np.array_equal(one.ties.friends, two.ties.friends)


def test_another_seed_makes_other_people(china: SocietyFile, people: People):
    other = draw(china, COUNT, 2, with_ties=False).columns
    for trait in TRAITS:
        assert abs(np.corrcoef(other[trait], people.columns[trait])[0, 1]) < 0.03


def test_too_few_citizens_or_an_impossible_seed_are_refused(china: SocietyFile):
    with pytest.raises(ValueError, match="99; allowed: 100 or more"):
        draw(china, 99, 1)
    with pytest.raises(ValueError, match="people seed"):
        draw(china, 100, -1)


def test_members_of_a_household_have_adjacent_ids_and_share_its_attributes(people: People):
    columns = people.columns
    household = columns["household"]
    steps = np.diff(household)
    assert household[0] == 0
    assert set(np.unique(steps)) == {0, 1}
    same = steps == 0
    for name in ("wage", "wealth", "region"):
        assert np.array_equal(columns[name][1:][same], columns[name][:-1][same])
    for name in ("urban", "minority"):
        assert np.array_equal(has(people, name)[1:][same], has(people, name)[:-1][same])


def test_an_adult_of_the_household_is_guardian_of_each_child(people: People):
    guardian, household = people.columns["guardian"], people.columns["household"]
    own = np.arange(COUNT)
    assert np.array_equal(guardian == own, age(people) >= 18)
    assert np.array_equal(household[guardian], household)
    assert age(people)[guardian].min() >= 18


def test_couples_have_adjacent_ids_and_are_a_man_and_a_woman_of_similar_age(people: People):
    """Two couples of one household may be adjacent, so runs of partnered people have even length."""
    partnered, female, years = has(people, "partnered"), has(people, "female"), age(people)
    household = people.columns["household"]
    run: list[int] = []
    for i in [*np.flatnonzero(partnered).tolist(), -1]:
        if run and household[i] != household[run[-1]]:
            assert len(run) % 2 == 0
            for a, b in zip(run[::2], run[1::2], strict=True):
                assert female[a] != female[b]
                assert abs(years[a] - years[b]) <= 16
            run = []
        run.append(i)


def test_states_respect_their_conditions(people: People):
    bits, years = people.columns["bits"], age(people)
    assert has(people, "alive").all()
    assert not (bits & sum(BIT[name] for name in (*FOLLOWING, "scored", "listed"))).any()
    assert (has(people, "employed") <= has(people, "labour-force")).all()
    assert years[has(people, "employed")].min() >= 18
    assert years[has(people, "schooled")].max() < 18
    assert np.array_equal(people.columns["job"] > 0, has(people, "labour-force"))
    assert set(np.unique(people.columns["education"])) == {0, 1, 2, 3}


def test_months_of_birth_are_spread_over_the_year(people: People):
    months = np.bincount(-people.columns["born"].astype(int) % 12, minlength=12) / COUNT
    assert months == pytest.approx(np.full(12, 1 / 12), abs=0.01)


def scores(china: SocietyFile, people: People) -> dict[str, np.ndarray]:
    """Return latent traits, and the ranks of income within urban or rural areas."""
    columns, urban = people.columns, has(people, "urban")
    income = np.empty(len(urban))
    for place in (urban, ~urban):
        order = np.argsort(np.argsort(columns["wage"][place], kind="stable"), kind="stable")
        income[place] = order / place.sum() - 0.5
    return {"income": income, **{name: columns[name] for name in TRAITS}}


def test_traits_are_standard_normal_and_correlated_as_declared(china: SocietyFile):
    drawn = scores(china, draw(by_margins(china), 100_000, 7, with_ties=False))
    declared = {frozenset(pair): value for pair, value in china.population.correlation_of().items()}
    for name in TRAITS:
        assert drawn[name].mean() == pytest.approx(0, abs=0.015)
        assert drawn[name].std() == pytest.approx(1, abs=0.015)
    names = [name for name in CORRELATED if name in drawn]
    for i, a in enumerate(names):
        for b in names[:i]:
            found = np.corrcoef(drawn[a], drawn[b])[0, 1]
            assert found == pytest.approx(declared.get(frozenset((a, b)), 0.0), abs=0.025), (a, b)


def test_draws_of_different_purposes_are_uncorrelated(china: SocietyFile):
    people = draw(bare(china), COUNT, 1, with_ties=False)
    columns = people.columns
    unrelated = [
        columns["sociability"],
        columns["region"],
        columns["wealth"] / columns["wage"],
        has(people, "minority"),
        columns["born"] % 12,
    ]
    found = np.corrcoef(np.array(unrelated, np.float64))
    assert np.abs(found - np.eye(len(unrelated))).max() < 0.05


def test_shares_of_regions_and_areas_are_close_even_in_small_societies(china: SocietyFile, people: People):
    shares = np.bincount(people.columns["region"]) / COUNT
    assert shares == pytest.approx(china.population.regions.shares, abs=0.01)
    assert has(people, "urban").mean() == pytest.approx(china.population.urban.value, abs=0.012)

"""Published tables are met jointly, what is held out cannot change unseen, and households share what members earn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterscore.catalogue.find import locate
from counterscore.catalogue.problem import Problem
from counterscore.society import pool
from counterscore.society.draw import draw
from counterscore.society.earnings import Budgets, grow_with_age, pay_of, share_out
from counterscore.society.joint_check import TableResult, table_results
from counterscore.society.joint_faults import joint_complaints
from counterscore.society.people import COLUMNS, People
from counterscore.society.published import published
from counterscore.society.sample import CheckSample
from counterscore.society.schema import SocietyFile
from counterscore.society.targets import check
from counterscore.society.traits import BIT
from society.joint_society import assumed, earnings, joint, jointly

COUNT = 30_000
REGIONAL = {"income": (2, 1, 1, 1, 1, 1, 1, 1), "urban": (1.2, 1, 1, 1, 1, 1, 1, 0.5)}


@pytest.fixture(scope="module")
def file() -> SocietyFile:
    return jointly(earnings=earnings())


@pytest.fixture(scope="module")
def drawn(file: SocietyFile) -> People:
    return draw(file, COUNT, 3, with_ties=False)


def tables(file: SocietyFile, people: People) -> dict[str, TableResult]:
    return {table.id: table for table in table_results(CheckSample(file, people, 3))}


def test_every_fitted_table_is_met_but_for_the_chance_of_the_draw(file: SocietyFile, drawn: People):
    found = tables(file, drawn)
    fitted = [table for table in found.values() if table.use == "fitted"]
    assert len(fitted) == 5
    assert all(table.largest < table.tolerance for table in fitted)
    assert max(cell.error for cell in found["pyramid"].cells) < 0.003
    assert all(table.ok for table in found.values())


def test_a_check_prints_fitted_and_held_out_tables_marked_as_such(file: SocietyFile):
    text = check(file, 2000, 3).text()
    assert "population by age and sex (fitted; largest error" in text
    assert "labour force by sex and education, 16 and over (held out: nothing was fitted to it; largest error" in text
    assert "income per person, median of all residents, yuan a year (held out): published 26,523, synthetic" in text


def test_margins_alone_do_not_meet_them(file: SocietyFile):
    population = file.population.model_copy(update={"joint": None, "earnings": None})
    by_margins = draw(file.model_copy(update={"population": population}), COUNT, 3, with_ties=False)
    found = tables(file, by_margins)
    assert found["area-age"].largest > 0.02
    assert found["household-size"].largest > 0.05


def test_a_table_that_is_not_named_is_not_met():
    file = jointly(joint=joint(["pyramid", "area"]))
    population = file.population.model_copy(update={"joint": jointly().population.joint})
    people = draw(file, COUNT, 3, with_ties=False)
    found = tables(file.model_copy(update={"population": population}), people)
    assert found["pyramid"].largest < 0.01
    assert found["area-age"].largest > 0.02


def test_proportional_updating_solves_a_worked_example():
    """Two households, of one and of two people; 3 in 4 people are to live in the larger one."""
    cells = pool.Cells(
        tables=np.array([0, 2], np.int32),
        start=np.array([0, 1, 2], np.int32),
        rows=np.array([0, 1], np.int32),
        counts=np.array([1.0, 2.0]),
        share=np.array([0.25, 0.75]),
        group=np.zeros(2, np.int32),
    )
    weights = np.ones(2)
    pool._update(cells, 50, 1, weights)
    assert 2 * weights[1] / (weights[0] + 2 * weights[1]) == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("pyramids", "there is no published table"),
        ("participation", "is held-out"),
        ("age-sex-un", "is given"),
        ("household-size", "no kind of household has 7"),
    ],
)
def test_a_table_that_cannot_be_fitted_is_refused(named: str, why: str):
    file = jointly(joint=joint([named]))
    kinds = [kind for kind in file.population.households if len(kind.members) < 7]
    complaints = list(joint_complaints(file.population.model_copy(update={"households": kinds})))
    assert [complaint.where for complaint in complaints] == [("population", "joint", "tables", 0)]
    assert why in complaints[0].message


@pytest.mark.parametrize("citizens", [100, 101, 102, 103, 4321])
def test_one_more_citizen_changes_nobody(file: SocietyFile, citizens: int):
    fewer = draw(file, citizens, 5, with_ties=False).columns
    more = draw(file, citizens + 1, 5, with_ties=False).columns
    assert all(np.array_equal(fewer[name], more[name][:citizens]) for name in COLUMNS)


def test_threads_change_nothing(file: SocietyFile):
    one, two = (draw(file, 140_000, 3, threads, with_ties=False).columns for threads in (1, 2))
    assert all(np.array_equal(one[name], two[name]) for name in COLUMNS)


def test_held_out_numbers_cannot_change_unseen(tmp_path: Path):
    text = locate("published", "china-2020").read_text()
    (tmp_path / "same.toml").write_text(text.replace("National Health Commission", "the commission"))
    assert published(str(tmp_path / "same.toml")).id == "china-2020"
    (tmp_path / "other.toml").write_text(text.replace("cells = [86.10, 13.90]", "cells = [86.00, 14.00]"))
    with pytest.raises(Problem, match="not what was recorded"):
        published(str(tmp_path / "other.toml"))


def test_earnings_differ_by_region_and_the_urban_share_does_while_its_mean_stays():
    file = jointly()
    columns = {name: [assumed(value, 0, 9) for value in values] for name, values in REGIONAL.items()}
    regions = {**file.population.regions.model_dump(mode="json"), **columns}
    drawn = draw(jointly(regions=regions, earnings=earnings()), COUNT, 3, with_ties=False).columns
    region, urban = drawn["region"], (drawn["bits"] & BIT["urban"]) != 0
    assert urban[region == 0].mean() > 1.8 * urban[region == 7].mean()
    assert urban.mean() == pytest.approx(0.6389, abs=0.01)
    earns = (drawn["earnings"] > 0) & urban
    rich, other = (np.median(drawn["earnings"][earns & (region == place)]) for place in (0, 1))
    assert rich > 1.5 * other


def test_income_per_head_is_what_the_members_bring(file: SocietyFile, drawn: People):
    columns = drawn.columns
    pay, bits, age = pay_of(file.population), columns["bits"], -columns["born"].astype(int)
    works, seeks = (bits & BIT["employed"]) != 0, (bits & BIT["labour-force"]) != 0
    income = np.where(works, columns["earnings"], np.where(seeks & (age >= 216), 0.3 * columns["earnings"], 0))
    income = np.where(age >= 720, np.where((bits & BIT["urban"]) != 0, 3000, 400), income).astype(int)
    household = columns["household"]
    inside = household < household[-1]  # the last household is cut off
    total, heads = np.bincount(household, income), np.bincount(household)
    np.testing.assert_allclose(columns["wage"][inside], (total / heads)[household[inside]] + pay.support, rtol=1e-5)


def test_earnings_rise_with_schooling_and_fall_for_women_and_are_concave_in_age(drawn: People):
    columns = drawn.columns
    age, bits, level = -columns["born"].astype(int) // 12, columns["bits"], columns["education"]
    grown = (age >= 20) & (age < 60)
    log = np.log(columns["earnings"][grown])
    terms = [np.ones(grown.sum()), age[grown] - 40, (age[grown] - 40) ** 2, (bits[grown] & BIT["female"]) != 0]
    terms += [(bits[grown] & BIT["urban"]) != 0, level[grown] == 1, level[grown] == 2, level[grown] == 3]
    slope = np.linalg.lstsq(np.stack(terms, 1).astype(float), log, rcond=None)[0]
    assert slope[2] == pytest.approx(-0.0006, abs=0.0001)
    assert slope[3] == pytest.approx(-0.2, abs=0.03)
    assert 0.1 < slope[5] < slope[6] < slope[7]
    assert (columns["earnings"][age < 18] == 0).all()
    spread = np.abs(np.diff(columns["earnings"][grown]))[np.diff(columns["household"][grown]) == 0]
    assert np.median(spread) > 500  # members of a household earn differently


def test_a_lost_job_is_felt_by_everybody_at_home(file: SocietyFile):
    pay = pay_of(file.population)
    works = BIT["alive"] | BIT["urban"] | BIT["labour-force"] | BIT["employed"]
    own = Budgets(
        born=np.array([-480, -480, -120], np.int16),
        bits=np.array([works, works, BIT["alive"]], np.uint32),
        household=np.zeros(3, np.int32),
        earnings=np.array([6000, 4000, 0], np.float32),
        wage=np.zeros(3, np.float32),
    )
    share_out(0, pay, own, np.zeros(1, np.int64), np.zeros(1, np.int32))
    assert own.wage.tolist() == pytest.approx([10_000 / 3 + 150] * 3)
    own.bits[0] &= ~np.uint32(BIT["employed"])
    share_out(0, pay, own, np.zeros(1, np.int64), np.zeros(1, np.int32))
    assert own.wage.tolist() == pytest.approx([5_800 / 3 + 150] * 3)


def test_earnings_grow_on_birthdays_only(file: SocietyFile):
    pay = pay_of(file.population)
    own = Budgets(
        born=np.array([-252, -253, -800], np.int16),
        bits=np.full(3, BIT["alive"], np.uint32),
        household=np.arange(3, dtype=np.int32),
        earnings=np.full(3, 1000, np.float32),
        wage=np.zeros(3, np.float32),
    )
    grow_with_age(0, pay, own)
    assert own.earnings.tolist() == pytest.approx([1000 * np.exp(0.006 + 0.0006 * 39), 1000, 1000])

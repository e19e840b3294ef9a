"""A city is the run of the same scenario, with every month stored."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from counterscore import simulate
from counterscore.web import frames
from counterscore.web.city import ALIVE, BAND_BITS, REFUSED, City, simulate_city
from counterscore.web.harm import ALIKE, BETTER, WORSE, against
from present import present
from web.conftest import CITIZENS, MONTHS, small


def test_the_last_month_agrees_with_the_register_of_the_run(city: City):
    made = small()
    run = simulate(made.society, made.regime, citizens=CITIZENS, months=MONTHS, follow=0, report=False, threads=1)
    assert city.run.register.equals(run.register)
    assert city.run.months.equals(run.months)
    alive = run.register["id"].to_numpy()
    expected = np.nan_to_num(run.register["score"].to_numpy().astype(float), nan=-1)
    rungs = city.rungs[-1, alive]
    lowest = present(made.regime.file.score).lowest
    assert np.allclose(np.where(rungs > 0, lowest + (rungs - 1) / 1000, -1), expected)


def test_there_is_one_row_for_each_month_and_one_for_the_start(city: City):
    assert city.rungs.shape == city.marks.shape == (MONTHS + 1, city.people)
    assert not city.rungs[0].any()
    assert city.rungs[1].any()


def test_marks_show_who_is_alive_and_in_which_band(city: City):
    register = city.run.register
    alive = (city.marks[-1] & ALIVE) != 0
    assert np.flatnonzero(alive).tolist() == register["id"].to_list()
    names = [band.id for band in city.scenario.regime.file.bands]
    for person, band in register.select("id", "band").iter_rows():
        place = int(city.marks[-1, person]) & BAND_BITS
        assert (names[place - 1] if place else None) == band


def test_a_refusal_is_marked_in_its_month_and_not_before_the_first(city: City):
    refused = (city.marks & REFUSED) != 0
    table = city.run.decisions.filter(pl.col("group") == "all", pl.col("kind") == "citizen")
    asked = table.group_by("month").agg(pl.col("denied").sum()).sort("month")["denied"].to_list()
    marked = refused.sum(axis=1).tolist()
    assert marked[0] == 0
    assert all(0 < people <= requests for people, requests in zip(marked[1:], asked, strict=True))


def test_levels_cover_the_scale(city: City):
    levels = np.stack([city.levels(month) for month in range(len(city.rungs))])
    assert levels[city.rungs > 0].min() >= 1
    assert (levels[city.rungs == 0] == 0).all()


def test_a_city_compared_with_itself_has_no_differences(city: City):
    assert (against(city, city) == ALIKE).all()


def test_people_better_off_in_one_city_are_worse_off_in_the_other(city: City, twin: City):
    there, back = against(city, twin), against(twin, city)
    assert ((there == ALIKE) == (back == ALIKE)).all()
    assert (back[there == BETTER] == WORSE).all()


def test_frames_have_one_byte_for_each_person_and_column(city: City, twin: City):
    people, month = frames.people(city, twin), frames.month(city, twin, 7)
    assert len(people) == 8 + 3 * CITIZENS
    assert len(month) == 8 + 4 * CITIZENS
    assert frames.HEAD.unpack(month[:8]) == (frames.MONTH, 0, 7, CITIZENS)
    assert month[8 : 8 + CITIZENS] == city.levels(7)[:CITIZENS].tobytes()


def test_the_caller_can_cancel_the_work():
    class Enough(Exception):
        pass

    def reported(share: float) -> None:
        if share > 0.5:
            raise Enough

    with pytest.raises(Enough):
        simulate_city(small(), reported)

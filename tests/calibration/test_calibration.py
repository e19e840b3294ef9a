"""What regimes come to beside published figures; docs/calibration.md says which were fitted and which held back."""

from __future__ import annotations

import polars as pl
import pytest

import counterscore as cs
from present import number

POINTS = 0.02
# By band of score, lowest first: share of people (R), 90 and more days late (W).
SHARES = (0.02, 0.05, 0.08, 0.12, 0.15, 0.18, 0.27, 0.13)
LATE = (0.87, 0.71, 0.51, 0.31, 0.15, 0.05, 0.02, 0.01)


def lived(name: str, citizens: int, months: int) -> cs.Run:
    regime = cs.Regime.load(name)
    society = cs.Society.load(regime.file.regime.society)
    return cs.simulate(society, regime, citizens=citizens, months=months, follow=0, report=False)


@pytest.fixture(scope="module")
def credit() -> cs.Run:
    return lived("fico", 80_000, 96)


@pytest.fixture(scope="module")
def courts() -> cs.Run:
    return lived("court-blacklist-2016", 60_000, 60)


def by_band(run: cs.Run, what: str, month: int) -> list[float]:
    rows = run.models.filter((pl.col("what") == what) & (pl.col("month") == month))
    found = dict(rows.select("term", "value").iter_rows())
    return [found[band.id] for band in run.regime.file.bands]


def test_credit_scores_stand_in_the_published_bands(credit: cs.Run):
    assert by_band(credit, "share of people", 95) == pytest.approx(SHARES, abs=POINTS)


def test_who_falls_late_is_as_published_band_by_band(credit: cs.Run):
    assert by_band(credit, "outcome rate", 95) == pytest.approx(LATE, abs=POINTS)


def test_a_year_earlier_the_bands_part_the_late_in_the_same_order_but_for_the_two_highest(credit: cs.Run):
    rates = by_band(credit, "outcome rate", 83)
    assert rates[:-1] == sorted(rates[:-1], reverse=True)
    assert max(rates[-2:]) < POINTS


def ever_listed(run: cs.Run) -> float:
    """Of those alive at the end, the share that stood on the list at any time."""
    alive = run.people.join(run.register.select("id"), on="id")
    return number((alive["months_listed"] > 0).mean())


def test_the_court_list_holds_the_published_share_at_the_end_of_2018(courts: cs.Run):
    assert ever_listed(courts) == pytest.approx(0.009, abs=0.0015)


@pytest.mark.parametrize(("decision", "blocked"), [("flight", 1.35), ("fast-train", 0.42)])
def test_as_many_journeys_are_blocked_for_each_person_ever_listed_as_published(
    courts: cs.Run, decision: str, blocked: float
) -> None:
    rows = courts.decisions.filter((pl.col("decision") == decision) & (pl.col("group") == "all"))
    ever = int((courts.people["months_listed"] > 0).sum())
    assert rows["refused_by_gate"].sum() / ever == pytest.approx(blocked, rel=0.15)


def test_held_back_the_list_of_february_2017(courts: cs.Run):
    """6.73 m of 1,390 m (R), 37 months after it began; the model has entries at an even pace."""
    assert ever_listed(lived("court-blacklist-2016", 60_000, 37)) == pytest.approx(6.73 / 1390, abs=0.0015)


def test_sesame_scores_have_the_published_median_and_members():
    run = lived("sesame-2015", 40_000, 36)
    scores = run.register["score"].drop_nulls()
    assert 650 <= number(scores.median()) <= 680
    enrolled = run.table("operators.parquet").filter(pl.col("month") == 29)["enrolled"][0]
    assert enrolled / 40_000 == pytest.approx(100 / 1390, abs=0.01)

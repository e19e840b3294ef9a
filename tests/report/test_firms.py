"""Firms in the report: the ranking as a picture and a table, and what firms were refused."""

from __future__ import annotations

import polars as pl
import pytest

from bare import bare
from counterscore import Regime, Run, Society, simulate
from counterscore.report.run import firms


@pytest.fixture(scope="module")
def run() -> Run:
    regime = Regime.load("citizen-score").in_phase("mandatory")
    return simulate(Society.load("china-2018"), regime, citizens=2000, months=36, follow=0, report=False)


def test_every_firm_is_a_dot_and_the_caption_counts_their_outcomes(run: Run) -> None:
    (picture,) = firms.pictures(run)
    chart = picture.charts(660)[0]
    dots = chart["layer"][-1]["data"]["values"]
    remaining = run.firms.filter(pl.col("closed").is_null())
    assert len(dots) == len(remaining) < len(run.firms)
    assert {dot["score"] for dot in dots} == set(remaining["score"])
    laid_off = int(run.firms["laid_off"].sum())
    assert f"{laid_off:,} worker" in picture.caption or laid_off < 13
    assert "joint punishment" in picture.caption


def test_the_two_ends_of_the_ranking_and_the_refusals_are_tables(run: Run) -> None:
    ranking, refused = firms.tables(run)
    best = run.firms.filter(rank=1)["id"][0]
    assert str(ranking.rows[0][0]).startswith(f"{best}, ")
    assert "a public tender" in {row[0] for row in refused.rows}
    assert ranking.about == refused.about == "Synthetic firms."


def test_without_firms_or_a_score_for_them_there_is_no_ranking(run: Run) -> None:
    people = Society.of(bare(run.society.file).model_copy(update={"firms": None}))
    alone = simulate(people, Regime.load("citizen-score"), citizens=200, months=1, follow=0, report=False)
    assert list(firms.pictures(alone)) == list(firms.tables(alone)) == []
    assert alone.firms.is_empty()
    assert alone.firm_decisions.is_empty()
    unscored = simulate(run.society, Regime.load("none"), citizens=2000, months=1, follow=0, report=False)
    assert list(firms.pictures(unscored)) == []
    assert len(list(firms.tables(unscored))) == 1

"""Twin worlds: worlds that differ in their rules alone."""

from __future__ import annotations

import polars as pl
import pytest

from counterscore import Regime, Run, Society, simulate
from run.variants import from_month, neutral, only_watching, unmoved

TABLES = ("people.parquet", "months.parquet", "decisions.parquet")


@pytest.fixture(scope="module")
def without(small: Run) -> Run:
    return small.twin("none")


def test_a_twin_has_the_same_people_and_other_results(small: Run, without: Run) -> None:
    assert without.manifest.followed == small.manifest.followed
    drawn = ["key", "born", "sex", "region", "trustworthiness"]
    assert without.people.select(drawn).head(400).equals(small.people.select(drawn).head(400))
    assert without.manifest.files["people.parquet"] != small.manifest.files["people.parquet"]


def test_under_no_regime_nobody_has_a_score(without: Run) -> None:
    assert without.register["score"].null_count() == len(without.register)
    assert without.decisions["refused_by_gate"].sum() == 0
    assert without.decisions["no_place"].sum() > 0


def test_a_neutral_regime_changes_nothing_but_the_register(small: Run, without: Run, score: Regime) -> None:
    idle = small.twin(neutral(score))
    assert [idle.manifest.files[name] for name in TABLES] == [without.manifest.files[name] for name in TABLES]
    assert idle.register["score"].drop_nulls().unique().to_list() == [650.0]


def test_watching_alone_leaves_every_life_equal(china: Society, score: Regime) -> None:
    society = unmoved(china)
    free = simulate(society, Regime.load("none"), citizens=300, months=12, follow=0, report=False)
    watched = free.twin(only_watching(score))
    assert watched.people.drop("watched").equals(free.people.drop("watched"))
    assert watched.manifest.files["decisions.parquet"] == free.manifest.files["decisions.parquet"]
    seen = pl.col("measure").str.starts_with("seen:")
    assert watched.months.filter(seen)["value"].sum() > 0
    unseen = ~seen & (pl.col("measure") != "watched")
    assert watched.months.filter(unseen).equals(free.months.filter(unseen))


def test_worlds_are_identical_before_their_rules_differ(small: Run, without: Run, score: Regime) -> None:
    late = small.twin(from_month(score, 9))
    for mine, theirs in ((late.months, without.months), (late.decisions, without.decisions)):
        assert mine.filter(pl.col("month") < 9).equals(theirs.filter(pl.col("month") < 9))
        assert not mine.filter(pl.col("month") >= 9).equals(theirs.filter(pl.col("month") >= 9))


def test_a_regime_that_has_not_begun_has_no_effect(china: Society, score: Regime) -> None:
    late = simulate(china, from_month(score, 6), citizens=300, months=6, follow=0, report=False)
    none = late.twin("none")
    # Data sources watch from the first month on, whichever operator scores.
    lives = {name: digest for name, digest in late.manifest.files.items() if name != "privacy.parquet"}
    assert lives == none.manifest.files

"""People rate each other after encounters; each influence on a rating can be switched off."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import counterscore as cs
from methods import worlds
from present import number

FLAT = {"value": 0.0, "source": "switched off (M)"}


def crowd(**changes: Any) -> cs.Regime:
    """Return the peer ratings with these parts of encounters changed, without gates and rank."""
    file = cs.Regime.load("nosedive").file
    assert file.score
    assert file.score.encounters
    encounters = file.score.encounters.model_dump() | changes
    score = file.score.model_dump() | {"encounters": encounters}
    return cs.Regime.of(type(file).model_validate(file.model_dump() | {"score": score, "gates": []}))


def plain(**changes: Any) -> cs.Regime:
    """Return ratings by manner alone: no mood, no generosity, no herding."""
    private = {"norm": "manner", "partiality": None, "view": "private", "anchor": None}
    return crowd(**{**private, "noise": FLAT, "generosity": FLAT, **changes})


def run(rules: cs.Regime, **how: Any) -> cs.Run:
    return worlds.run(rules, months=18, citizens=2000, **how)


def spread(made: cs.Run) -> float:
    return number(made.register["score"].std())


@pytest.fixture(scope="module")
def story() -> cs.Run:
    return run(crowd(), follow="all")


def test_every_score_is_the_sum_of_its_reasons(story: cs.Run):
    sums = story.ledger.group_by("id").agg(pl.col("thousandths").sum())
    scored = story.register.drop_nulls("score").join(sums, on="id", how="left")
    assert len(scored) > 1000
    assert (scored["score"] * 1000).round().cast(pl.Int64).equals(scored["thousandths"])
    assert set(story.ledger.filter(pl.col("decision").is_null())["reason"]) <= {"start", "assessment", "clip"}


def test_scores_stay_between_0_and_5_and_spread(story: cs.Run):
    scores = story.register["score"].drop_nulls()
    assert number(scores.min()) >= 0
    assert number(scores.max()) <= 5
    assert spread(story) > 0.05


def test_threads_and_partitions_change_nothing():
    runs = [run(crowd(), threads=t, partitions=p) for t, p in ((1, 1), (2, 3))]
    assert runs[0].manifest.files == runs[1].manifest.files


def test_without_acts_moods_and_norms_everybody_gets_the_same_rating():
    """Everybody rates everybody 4.2, rounded to four stars; only people who just came of age have not got there yet."""
    rules = plain()
    silent = rules.file.model_copy(update={"ratings": []})
    scores = run(cs.Regime.of(silent)).register["score"].drop_nulls()
    assert number((scores - 4.0).abs().median()) < 0.01
    assert scores.is_between(3.99, 4.2).all()


def test_manner_raises_and_lowers_the_score():
    made = run(plain())
    rude = made.people.join(made.register.select("id", "score"), on="id").drop_nulls("score")
    low, high = (number(rude.filter(pl.col("trust_fifth") == fifth)["score"].mean()) for fifth in (1, 5))
    assert high > low


def test_flattering_people_with_high_scores_increases_the_spread():
    noise = {"value": 0.5, "source": "test (M)"}
    much = {"value": 0.8, "source": "test (M)"}
    fair = spread(run(plain(noise=noise)))
    flattering = spread(run(plain(noise=noise, norm="status", partiality=much)))
    assert flattering > fair * 1.1


def test_raters_who_follow_the_public_score_change_it_less():
    noise = {"value": 0.5, "source": "test (M)"}
    apart = spread(run(plain(noise=noise)))
    following = spread(run(plain(noise=noise, view="public", anchor={"value": 0.9, "source": "test (M)"})))
    assert following != apart


def test_settings_that_need_each_other_are_checked():
    for changes in ({"norm": "manner"}, {"view": "private"}, {"norm": "status", "partiality": None}):
        with pytest.raises(cs.Problem):
            crowd(**changes)

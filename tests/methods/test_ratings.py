"""People rate one another after encounters, and each part of how they do it can be switched off."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import counterscore as cs
from methods import worlds
from present import number

FLAT = {"value": 0.0, "source": "switched off (M)"}


def crowd(**changes: Any) -> cs.Regime:
    """The peer ratings with encounters changed so; gates and rank are left out."""
    file = cs.Regime.load("nosedive").file
    assert file.score
    assert file.score.encounters
    encounters = file.score.encounters.model_dump() | changes
    score = file.score.model_dump() | {"encounters": encounters}
    return cs.Regime.of(type(file).model_validate(file.model_dump() | {"score": score, "gates": []}))


def plain(**changes: Any) -> cs.Regime:
    """By manner alone: no mood, no generosity, nobody follows what others said."""
    private = {"norm": "manner", "partiality": None, "view": "private", "anchor": None}
    return crowd(**{**private, "noise": FLAT, "generosity": FLAT, **changes})


def run(rules: cs.Regime, **how: Any) -> cs.Run:
    return worlds.run(rules, months=18, citizens=2000, **how)


def spread(made: cs.Run) -> float:
    return number(made.register["score"].std())


@pytest.fixture(scope="module")
def story() -> cs.Run:
    return run(crowd(), follow="all")


def test_every_number_is_the_sum_of_its_reasons(story: cs.Run):
    sums = story.ledger.group_by("id").agg(pl.col("thousandths").sum())
    scored = story.register.drop_nulls("score").join(sums, on="id", how="left")
    assert len(scored) > 1000
    assert (scored["score"] * 1000).round().cast(pl.Int64).equals(scored["thousandths"])
    assert set(story.ledger.filter(pl.col("decision").is_null())["reason"]) <= {"start", "assessment", "clip"}


def test_numbers_stay_between_0_and_5_and_part(story: cs.Run):
    scores = story.register["score"].drop_nulls()
    assert number(scores.min()) >= 0
    assert number(scores.max()) <= 5
    assert spread(story) > 0.05


def test_threads_and_partitions_change_nothing():
    runs = [run(crowd(), threads=t, partitions=p) for t, p in ((1, 1), (2, 3))]
    assert runs[0].manifest.files == runs[1].manifest.files


def test_without_acts_moods_and_customs_everybody_is_given_the_same():
    """4.2 is rounded to four stars, by everybody, for everybody; only who has just come of age is not there yet."""
    rules = plain()
    silent = rules.file.model_copy(update={"ratings": []})
    scores = run(cs.Regime.of(silent)).register["score"].drop_nulls()
    assert number((scores - 4.0).abs().median()) < 0.01
    assert scores.is_between(3.99, 4.2).all()


def test_manner_raises_and_lowers():
    made = run(plain())
    rude = made.people.join(made.register.select("id", "score"), on="id").drop_nulls("score")
    low, high = (number(rude.filter(pl.col("trust_fifth") == fifth)["score"].mean()) for fifth in (1, 5))
    assert high > low


def test_a_crowd_that_flatters_upwards_drives_people_apart():
    noise = {"value": 0.5, "source": "test (M)"}
    much = {"value": 0.8, "source": "test (M)"}
    fair = spread(run(plain(noise=noise)))
    flattering = spread(run(plain(noise=noise, norm="status", partiality=much)))
    assert flattering > fair * 1.1


def test_who_follows_the_public_number_moves_it_less():
    noise = {"value": 0.5, "source": "test (M)"}
    apart = spread(run(plain(noise=noise)))
    following = spread(run(plain(noise=noise, view="public", anchor={"value": 0.9, "source": "test (M)"})))
    assert following != apart


def test_what_belongs_together_is_asked_for():
    for changes in ({"norm": "manner"}, {"view": "private"}, {"norm": "status", "partiality": None}):
        with pytest.raises(cs.Problem):
            crowd(**changes)

"""The tables of a run agree with one another."""

from __future__ import annotations

import polars as pl
import pytest

from counterscore import Run, Society

REGISTER = ["id", "kind", "score", "rank", "band", "lists", "region"]


def last(run: Run, measure: str, group: str = "all") -> float:
    rows = run.months.filter((pl.col("measure") == measure) & (pl.col("group") == group))
    return rows["value"][-1]


def test_the_register_ranks_exactly(small: Run) -> None:
    register = small.register
    assert register.columns == REGISTER
    expected = register["score"].rank("min", descending=True).cast(pl.Int32)
    assert register["rank"].equals(expected)
    assert register["rank"].drop_nulls().min() == 1


def test_the_register_lists_the_living(small: Run) -> None:
    alive = small.people.filter("alive")
    assert small.register["id"].equals(alive["id"])
    grown = alive.join(small.register, on="id").filter(pl.col("score").is_not_null())
    assert grown["age"].min() == 18
    assert len(grown) == (alive["age"] >= 18).sum()


def test_bands_agree_with_scores(small: Run) -> None:
    lowest = {band.id: band.at_least for band in small.regime.file.bands}
    scored = small.register.drop_nulls("score")
    floor = scored["band"].replace_strict(lowest, return_dtype=pl.Float64)
    above = scored.filter(scored["score"] >= floor)
    assert len(above) == len(scored)
    assert scored["band"].n_unique() >= 3


def test_counts_of_the_last_month_agree_with_the_people_at_the_end(small: Run) -> None:
    people, register = small.people, small.register
    assert last(small, "residents") == len(register)
    assert last(small, "scored") == register["score"].count()
    assert last(small, "score") == pytest.approx(register["score"].mean(), abs=1e-6)
    assert last(small, "score-p50") in register["score"].to_list()
    grown = people.filter("alive", pl.col("age") >= 18)
    for measure, column in (("ill", "ill"), ("home-owner", "home_owner"), ("strained", "strained")):
        assert last(small, measure) == pytest.approx(grown[column].mean())
    assert last(small, "ties") == pytest.approx(people.filter("alive")["ties"].mean())
    bands = sum(last(small, f"band:{band.id}") for band in small.regime.file.bands)
    assert bands == pytest.approx(1.0)


def test_groups_add_up_to_everybody(small: Run) -> None:
    counts = small.months.filter(pl.col("measure") == "residents").pivot("group", index="month", values="value")
    for parts in (["urban", "rural"], ["minority", "majority"], [f"income-{k}" for k in range(1, 6)]):
        assert counts["all"].equals(counts.select(pl.sum_horizontal(parts)).to_series().alias("all"))


def test_answers_add_up_to_the_requests(small: Run) -> None:
    table = small.decisions
    assert (table["asked"] == table["granted"] + table["denied"]).all()
    by_whom = ["refused_by_gate", "refused_by_list", "refused_for_relative", "no_place"]
    assert (table["denied"] == table.select(pl.sum_horizontal(by_whom)).to_series()).all()
    denied = table.filter(pl.col("group") == "all").group_by("decision").agg(pl.col("denied").sum())
    for name, count in denied.iter_rows():
        assert small.people[f"denied_{name.replace('-', '_')}"].sum() == count


def test_a_refusal_lasts_until_the_person_may_apply_again(small: Run) -> None:
    both = pl.concat([small.decisions, small.firm_decisions])
    assert (both["months_refused"] >= both["denied"]).all()
    assert both.filter(pl.col("denied") == 0)["months_refused"].sum() == 0
    scarce = small.decisions.filter((pl.col("denied") == pl.col("no_place")) & (pl.col("denied") > 0))
    waits = {each.id: int(each.wait.value) if each.wait else 1 for each in small.society.file.decisions}
    wait = scarce["decision"].replace_strict(waits, return_dtype=pl.Int64)
    assert (scarce["months_refused"] == scarce["denied"] * wait).all()
    assert (wait > 1).any()


def test_every_table_says_synthetic(small: Run) -> None:
    for name in small.manifest.files:
        assert pl.read_parquet_metadata(small.folder / name)["synthetic"].startswith("synthetic")
    assert small.manifest.synthetic.startswith("synthetic")


def test_seen_acts_are_at_most_the_acts_done(small: Run, china: Society) -> None:
    for activity in china.file.activities:
        assert last(small, f"seen:{activity.id}") <= last(small, f"acts:{activity.id}")
    assert last(small, "seen:visits-relatives") > 0

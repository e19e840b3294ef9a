"""The operator fits a model to its records and scores by it, and people's responses feed back into it."""

from __future__ import annotations

import polars as pl
import pytest

import counterscore as cs
from counterscore.run.verify import verify
from methods import worlds
from present import number

FIRST = 17  # the first records are taken at the end of month 5, the first fit is a year later


@pytest.fixture(scope="module")
def credit() -> cs.Run:
    return worlds.run(worlds.regime(), follow="all")


def test_everybody_is_at_the_base_until_the_first_fit(credit: cs.Run):
    assert credit.models["month"].min() == FIRST
    quantiles = credit.months.filter(pl.col("measure").str.starts_with("score-p") & (pl.col("group") == "all"))
    assert len(quantiles) > 0
    before = quantiles.filter(pl.col("month") <= FIRST)["value"].unique().to_list()
    after = quantiles.filter(pl.col("month") > FIRST)["value"].n_unique()
    assert before == [800.0]
    assert after > 10


def test_a_scorecard_set_by_hand_is_used_until_the_first_fit():
    made = worlds.run(worlds.regime(ratings=True), follow="all", citizens=1500)
    acts = made.ledger.filter(pl.col("reason").is_in(["act", "decay"]))["month"]
    assert acts.min() == 0
    assert acts.max() == FIRST
    assert made.ledger.filter(pl.col("reason") == "assessment")["month"].min() == FIRST + 1


def test_records_predict_the_outcome(credit: cs.Run):
    found = worlds.coefficients(credit)
    assert found["falls-90-days-late"] > 0.05
    assert found["misses-instalment"] > 0.2
    rates = dict(
        credit.models.filter((pl.col("what") == "outcome rate") & (pl.col("month") == 29))
        .select("term", "value")
        .iter_rows()
    )
    assert rates["from-800"] > 0  # everybody was still there a year before


def test_scores_separate_late_payers_from_the_others():
    made = worlds.run(worlds.regime(), months=36)
    last = made.models.filter((pl.col("what") == "outcome rate") & (pl.col("month") == 35))
    rates = dict(last.select("term", "value").iter_rows())
    assert rates["below-500"] > 3 * rates["from-650"] > 6 * rates["from-750"]


def test_every_score_is_the_sum_of_its_reasons(credit: cs.Run):
    sums = credit.ledger.group_by("id").agg(pl.col("thousandths").sum())
    scored = credit.register.drop_nulls("score").join(sums, on="id", how="left")
    assert len(scored) > 1500
    assert (scored["score"] * 1000).round().cast(pl.Int64).equals(scored["thousandths"])
    assert {"assessment", "false record", "correction"} <= set(credit.ledger["reason"])


def test_threads_and_partitions_change_nothing():
    runs = [worlds.run(worlds.regime(), citizens=900, threads=t, partitions=p) for t, p in ((1, 1), (2, 2), (1, 5))]
    assert "models.parquet" in runs[0].manifest.files
    assert all(run.manifest.files == runs[0].manifest.files for run in runs)


def test_a_run_with_a_model_verifies(tmp_path):
    worlds.run(worlds.regime(), citizens=400, months=20, out=tmp_path / "run")
    assert len(verify(tmp_path / "run").models) > 0


def test_a_ledger_has_no_table_of_models():
    made = cs.simulate(
        cs.Society.load("china-2018"), cs.Regime.load("citizen-score"), citizens=200, months=2, report=False
    )
    assert "models.parquet" not in made.manifest.files
    with pytest.raises(cs.Problem):
        _ = made.models


def test_responses_to_the_score_change_the_next_fit():
    """From the first fit on, half of all people are refused a journey. Later fits can differ only if people respond."""
    file = worlds.regime().file
    half = {"decision": "flight", "percentile": {"value": 50, "source": "test (M)"}}
    strict = cs.Regime.of(file.model_validate(file.model_dump() | {"gates": [half]}))
    open_to_all = cs.Regime.of(file.model_copy(update={"gates": []}))
    answering, silent = worlds.run(strict, months=42), worlds.run(strict, months=42, society=worlds.unresponsive())
    assert worlds.coefficients(answering, FIRST) == worlds.coefficients(silent, FIRST)
    assert worlds.coefficients(answering) != worlds.coefficients(silent)
    ungated = worlds.run(open_to_all, months=42, society=worlds.unresponsive())
    assert worlds.coefficients(ungated, FIRST) == worlds.coefficients(silent, FIRST)


def test_a_biased_sample_contains_more_of_the_people_it_prefers():
    share = {"value": 0.2, "assumption": "a fifth", "range": [0, 1]}
    half = {"value": 0.5, "assumption": "half", "range": [0, 1]}
    plain = worlds.run(worlds.regime(sample={"share": share}))
    even = worlds.run(worlds.regime(sample={"share": share, "positives": half}))
    more = worlds.run(worlds.regime(sample={"share": share, "more": {"minority": {"value": 4, "source": "test (M)"}}}))
    assert worlds.about(plain, "share with the outcome")[0] < 0.25
    assert worlds.about(even, "share with the outcome")[0] == pytest.approx(0.5, abs=0.08)
    cases = [made.models.filter(pl.col("what") == "share with the outcome")["cases"][0] for made in (plain, more)]
    assert cases[1] > cases[0] * 1.15


@pytest.mark.parametrize("kind", ["logistic", "linear"])
def test_scores_can_be_scaled_along_a_line_instead_of_a_distribution(kind: str):
    slope, anchor = (
        {"value": 40, "source": "test (M)"},
        {"value": -2 if kind == "logistic" else 0.2, "source": "test (M)"},
    )
    made = worlds.run(worlds.regime(kind=kind, scaling={"slope": slope, "anchor": anchor}), months=24)
    low, high = (number(made.register["score"].quantile(at)) for at in (0.05, 0.95))
    assert high - low > 15


def test_attributes_that_the_operator_knows_are_inputs_of_the_model():
    made = worlds.run(worlds.regime(records=[], attributes=["age", "strained", "income", "education", "minority"]))
    found = worlds.coefficients(made)
    assert list(found) == ["intercept", "age", "strained", "income", "education", "minority"]
    assert found["age"] < 0 < found["strained"]


def test_people_hide_acts_that_the_model_counts_against_them():
    """Before the first fit only the predicted act is worth hiding; afterwards the model's inputs are as well."""
    ways = [f"way:{name}" for name in ("disputed-entries", "debts-off-file", "no-applications")]
    used = worlds.run(worlds.regime(), citizens=900).months.filter(pl.col("measure").is_in(ways))
    months = dict(used.group_by("measure").agg(pl.col("month").min()).iter_rows())
    assert months == {"way:disputed-entries": 0, "way:debts-off-file": 18, "way:no-applications": 18}

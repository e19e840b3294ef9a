"""Five to eight plain sentences that are true of the tables."""

from __future__ import annotations

import re

import polars as pl
import pytest

from counterscore import Regime, Run, Society, simulate
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.reproduce import command
from counterscore.report.run.summary import protected_acts, sentences
from counterscore.report.text.numbers import percent


def test_there_are_five_to_eight_sentences(run: Run):
    reported = sentences(run)
    assert 5 <= len(reported) <= 8
    assert all(re.match(r"[A-Z0-9]", sentence) for sentence in reported)
    assert all(sentence.endswith(".") for sentence in reported[:-1])


def test_the_first_sentence_says_how_many_synthetic_people_were_simulated_for_how_long(runs):
    assert sentences(runs["citizen-score"])[0].startswith(
        "600 synthetic people were simulated for 54 months under Citizen Score. "
    )
    assert sentences(runs["none for a month"])[0].startswith(
        "100 synthetic people were simulated for one month without a score. "
    )


def test_the_number_of_births_agrees_with_the_table_of_people(runs):
    run = runs["citizen-score"]
    born = (run.people["born"] >= 0).sum()
    assert born > 12
    assert f" {born} children were born and " in sentences(run)[0]


def test_the_median_agrees_with_the_register(runs):
    run = runs["citizen-score"]
    median = run.register["score"].quantile(0.5, "lower")
    assert f"The median score was {median:.0f} at the end, " in " ".join(sentences(run))


def test_refusal_rates_agree_with_the_requests(runs):
    run = runs["citizen-score"]
    since = (pl.col("decision") == "job") & (pl.col("group") == "all") & (pl.col("month") >= 36)
    job = run.decisions.filter(since).sum()
    refused = next(sentence for sentence in sentences(run) if "refused because of the score" in sentence)
    share = percent(job["refused_by_gate"].item() / job["asked"].item())
    assert f"Of requests for a job, {share} were refused because of the score" in refused


def test_a_score_is_not_blamed_without_a_twin(run: Run):
    *reported, last = sentences(run)
    assert "harm" not in " ".join([*reported, last]).lower()
    assert re.search(
        "To see (whether (the score|watching people) caused this|what a score would change), run: counterscore run ",
        last,
    )
    other = "citizen-score" if run.manifest.regime.id == "none" else "none"
    assert last.endswith(command(run, other))


def test_without_a_score_nobody_is_said_to_be_rated(runs):
    reported = " ".join(sentences(runs["none"]))
    assert "Nobody was watched, rated or ranked" in reported
    assert not re.search(r"median score|because of the score|on the .* list", reported)


def test_protected_acts_are_those_that_the_society_declares(runs):
    run = runs["none for a month"]
    protected = [f"acts:{each.id}" for each in run.society.file.activities if each.law == "protected"]
    whole = run.months.filter(pl.col("measure").is_in(protected))["value"].sum()
    assert protected_acts(run, Monthly(run.months)) == pytest.approx((100 * whole, 100 * whole))


def test_the_command_names_what_is_not_the_default():
    run = simulate(
        Society.load("china-2018"), Regime.load("none"), citizens=120, years=1, people_seed=3, seed=4, threads=1,
        follow=0, report=False,
    )  # fmt: skip
    assert command(run) == "counterscore run none --citizens 120 --years 1 --people-seed 3 --seed 4"


def test_both_phases_are_described_with_the_shares_of_the_table(runs):
    run = runs["citizen-score"]
    adults = run.months.filter((pl.col("measure") == "adults") & (pl.col("group") == "all") & (pl.col("month") == 35))
    joined = run.operators.filter((pl.col("month") == 35) & (pl.col("operator") == "payment-score"))["enrolled"][0]
    sentence = next(
        sentence for sentence in sentences(run) if sentence.startswith("Participation was voluntary for three")
    )
    assert f"{percent(joined / adults['value'][0])} of adults had joined the score of a payment" in sentence
    assert sentence.endswith("After that, the state's single score was mandatory for all adults.")


def test_in_a_voluntary_phase_no_single_score_is_mentioned(runs):
    reported = " ".join(sentences(runs["citizen-score by choice"]))
    assert "Participation was voluntary for two years" in reported
    assert not re.search("mandatory for all|median score|because of the score", reported)

"""Exact explanation: a followed person's ledger sums to the score, in whole thousandths."""

from __future__ import annotations

import json
from decimal import Decimal

import polars as pl
import pytest

from counterscore import Regime, Run, Society, simulate
from run.variants import all_rights, changed, error_prone

MONTHS = 36


@pytest.fixture(scope="module", params=["rights withheld", "rights granted"])
def followed(request: pytest.FixtureRequest, china: Society, score: Regime) -> Run:
    regime = error_prone(score)
    if request.param == "rights granted":
        regime = changed(regime, rights=all_rights(), facts=None)  # its declared facts would no longer fit
    return simulate(china, regime, citizens=500, months=MONTHS, follow="all", report=False)


def test_every_score_is_the_sum_of_its_changes(followed: Run) -> None:
    sums = followed.ledger.group_by("id").agg(pl.col("thousandths").sum())
    scored = followed.register.drop_nulls("score").join(sums, on="id", how="left")
    assert len(scored) > 300
    assert (scored["score"] * 1000).round().cast(pl.Int64).equals(scored["thousandths"])


def test_points_are_the_thousandths_and_sum_as_decimals(followed: Run) -> None:
    one = followed.ledger.filter(pl.col("id") == followed.register.drop_nulls("score")["id"][0])
    assert all(Decimal(str(p)) * 1000 == t for p, t in zip(one["points"], one["thousandths"], strict=True))


def test_the_files_of_citizens_sum_exactly(followed: Run) -> None:
    for person in followed.register.drop_nulls("score")["id"].head(40):
        life = json.loads(json.dumps(followed.citizen(person).file()))
        total = sum((Decimal(str(change["points"])) for change in life["changes"]), Decimal(str(life["start"])))
        assert total == Decimal(str(life["score"]))


def test_reasons_appear_only_if_the_regime_has_them(followed: Run) -> None:
    reasons = set(followed.ledger["reason"])
    assert {"start", "act", "cap", "decay", "friends", "rounding", "false record"} <= reasons
    granted = followed.regime.file.rights.correction is not None
    assert ("correction" in reasons) == granted
    assert ("expiry" in reasons) == granted


def test_only_those_who_come_of_age_start_later(followed: Run) -> None:
    starts = followed.ledger.filter(pl.col("reason") == "start")
    assert starts["id"].n_unique() == len(starts)
    later = starts.filter(pl.col("month") > 0)
    born = followed.people.join(later, on="id", how="inner")
    assert (born["month"] - born["born"] == 18 * 12).all()
    assert len(later) > 0


def test_answers_in_the_ledger_agree_with_the_table_of_decisions(followed: Run) -> None:
    """With everybody followed, the ledger's answers add up to the table of decisions."""
    asked_for = followed.ledger.filter(pl.col("reason") != "granted on appeal")  # for which nobody makes a new request
    answers = asked_for.drop_nulls("decision").group_by("month", "decision").len()
    asked = followed.decisions.filter((pl.col("group") == "all") & (pl.col("asked") > 0))
    both = asked.join(answers, on=["month", "decision"], how="full")
    assert len(both) == len(asked)
    assert (both["asked"] == both["len"]).all()

"""What the watchers know: more with time and with more eyes, nothing without, and no life depends on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import PredefinedSplit, cross_val_predict

from counterscore import Regime, Run, Society, simulate
from counterscore.measure.privacy.guessing import told_by_model
from counterscore.regime.schema import RegimeFile
from counterscore.run import privacy
from counterscore.run.privacy import watchers
from counterscore.run.privacy.guess import auc, guessed, told_apart
from counterscore.run.privacy.watchers import ATTRIBUTES

CITIZENS, MONTHS = 1_500, 12


def lived(regime: Regime, **options: Any) -> Run:
    return simulate(
        Society.load("china-2018"), regime, citizens=CITIZENS, months=MONTHS, report=False, follow=0, **options
    )


def mandatory() -> Regime:
    return Regime.load("citizen-score").in_phase("mandatory")


@pytest.fixture(scope="module")
def run() -> Run:
    return lived(mandatory())


def value(run: Run, watcher: str, measure: str, attribute: str | None = None, month: int = MONTHS - 1) -> float:
    rows = run.privacy.filter(
        (pl.col("month") == month) & (pl.col("watcher") == watcher) & (pl.col("measure") == measure)
        & pl.col("attribute").eq_missing(attribute)
    )  # fmt: skip
    return float(rows["value"].item())


def test_it_is_looked_at_after_a_month_half_a_year_and_a_year(run: Run):
    assert run.privacy["month"].unique().sort().to_list() == [0, 5, 11]
    assert set(run.privacy["attribute"].drop_nulls()) == set(ATTRIBUTES)


def test_where_a_phone_is_carried_tells_the_minority_by_its_worship(run: Run):
    assert value(run, "telecom-firms", "auc", "minority") > 0.7
    assert value(run, "tax-office", "auc", "minority") < 0.6


def test_the_operator_knows_more_than_any_partner(run: Run):
    operator = run.operators["operator"][0]
    partners = [each.id for each in run.regime.file.partners]
    assert value(run, operator, "seen") > max(value(run, each, "seen") for each in partners)


def test_more_is_told_with_time(run: Run):
    operator = run.operators["operator"][0]
    early, late = (value(run, operator, "auc", "heterodoxy", month) for month in (0, 11))
    assert late > early + 0.02


def test_who_sees_nothing_knows_nothing():
    file = mandatory().file
    blind = {"value": 0.0, "assumption": "switched off", "range": [0.0, 1.0]}
    data = file.model_dump(exclude_none=True)
    for partner in data["partners"]:
        partner["coverage"] = {"urban": blind, "rural": blind}
    seen = lived(Regime.of(RegimeFile.model_validate(data))).privacy
    assert seen.filter(pl.col("measure") == "seen")["value"].max() == 0
    assert seen.filter(pl.col("measure") == "auc").is_empty()


def test_nobody_watches_nobody_knows():
    assert lived(Regime.load("none")).privacy.is_empty()


def test_no_life_depends_on_whether_it_is_looked_at(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(privacy, "MOST", 0)
    without = lived(mandatory())
    assert without.privacy.is_empty()
    for name in ("register", "people", "months", "decisions"):
        assert getattr(without, name).equals(getattr(run, name))


def test_threads_and_partitions_change_nothing(run: Run):
    assert lived(mandatory(), threads=2, partitions=3).privacy.equals(run.privacy)


def test_chance_is_not_told_apart():
    random = np.random.default_rng(5)
    counts, truth = random.poisson(2.0, (3_000, 12)), random.random((3_000, 1)) < 0.3
    assert abs(told_apart(counts, truth)[0] - 0.5) < 0.04


def test_what_is_written_down_is_told_apart():
    truth = np.arange(200) % 3 == 0
    counts = np.column_stack([np.where(truth, 5, 1), np.ones(200, np.int64)])
    assert told_apart(counts, truth[:, None]) == [1.0]


def test_a_guess_does_not_rest_on_the_person_guessed():
    truth = np.zeros((10, 1))
    truth[3] = 1.0
    assert guessed(np.eye(10, dtype=np.int64), truth)[3, 0] == pytest.approx(0.0, abs=1e-9)


@pytest.fixture(scope="module")
def looked_at() -> list[tuple[np.ndarray, np.ndarray]]:
    """What every watcher had on file whenever it was looked at, and the truths: rows as the run itself guesses from."""
    rows: list[tuple[np.ndarray, np.ndarray]] = []

    def kept(counts: np.ndarray, truths: np.ndarray) -> list[float]:
        rows.append((counts.copy(), truths.copy()))
        return told_apart(counts, truths)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watchers, "told_apart", kept)
        lived(mandatory())
    assert len(rows) > 20
    return rows


def test_the_folds_are_those_of_scikit_learn(looked_at: list[tuple[np.ndarray, np.ndarray]]):
    for counts, truths in looked_at:
        folds = PredefinedSplit(np.arange(len(counts)) % 5)
        theirs = cross_val_predict(LinearRegression(), np.log1p(counts), truths.astype(float), cv=folds)
        assert guessed(counts, truths.astype(float)) == pytest.approx(theirs, abs=1e-8)
        areas = [roc_auc_score(truths[:, k], np.round(theirs[:, k], 9)) for k in range(truths.shape[1])]
        assert told_apart(counts, truths) == pytest.approx(areas, abs=1e-6)


def test_a_logistic_model_of_scikit_learn_tells_about_as_much(looked_at: list[tuple[np.ndarray, np.ndarray]]):
    """Least squares is quick enough to be looked at again and again; the figures do not hang on it."""
    apart = [
        abs(ours - told_by_model(counts, truths[:, k]))
        for counts, truths in looked_at[-8:]
        for k, ours in enumerate(told_apart(counts, truths))
    ]
    assert max(apart) < 0.06
    assert np.mean(apart) < 0.015


def test_the_auc_by_hand():
    # Pairs: 2 > 1 yes, 2 against 2 half, so 1.5 of 2.
    assert auc(np.array([1, 2, 2]), np.array([False, False, True])) == 0.75

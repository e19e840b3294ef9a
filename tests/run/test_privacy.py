"""What the watchers can infer: more with time and with more sources, nothing without; measuring it changes no life."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import polars as pl
import pytest
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

import counterscore.run.simulate as simulating
from counterscore import Regime, Run, Society, simulate
from counterscore.regime.schema import RegimeFile
from counterscore.run import privacy
from counterscore.run.privacy import guess_in_subprocess, watchers
from counterscore.run.privacy.guess import FOLDS, area, guessed, inference_auc
from counterscore.run.privacy.watchers import ATTRIBUTES

CITIZENS, MONTHS = 1_500, 12


def simulated(regime: Regime, **options: Any) -> Run:
    return simulate(
        Society.load("china-2018"), regime, citizens=CITIZENS, months=MONTHS, report=False, follow=0, **options
    )


def mandatory() -> Regime:
    return Regime.load("citizen-score").in_phase("mandatory")


@pytest.fixture(scope="module")
def run() -> Run:
    return simulated(mandatory())


def value(run: Run, watcher: str, measure: str, attribute: str | None = None, month: int = MONTHS - 1) -> float:
    rows = run.privacy.filter(
        (pl.col("month") == month) & (pl.col("watcher") == watcher) & (pl.col("measure") == measure)
        & pl.col("attribute").eq_missing(attribute)
    )  # fmt: skip
    return float(rows["value"].item())


def test_inference_is_measured_after_a_month_half_a_year_and_a_year(run: Run):
    assert run.privacy["month"].unique().sort().to_list() == [0, 5, 11]
    assert set(run.privacy["attribute"].drop_nulls()) == set(ATTRIBUTES)


def test_phone_locations_reveal_the_minority_by_its_worship(run: Run):
    assert value(run, "telecom-firms", "auc", "minority") > 0.7
    assert value(run, "tax-office", "auc", "minority") < 0.6


def test_the_operator_infers_more_than_any_source(run: Run):
    operator = run.operators["operator"][0]
    partners = [each.id for each in run.regime.file.partners]
    assert value(run, operator, "seen") > max(value(run, each, "seen") for each in partners)


def test_more_is_inferred_with_time(run: Run):
    operator = run.operators["operator"][0]
    early, late = (value(run, operator, "auc", "heterodoxy", month) for month in (0, 11))
    assert late > early + 0.02


def test_a_source_that_sees_nothing_infers_nothing():
    file = mandatory().file
    blind = {"value": 0.0, "assumption": "switched off", "range": [0.0, 1.0]}
    data = file.model_dump(exclude_none=True)
    for partner in data["partners"]:
        partner["coverage"] = {"urban": blind, "rural": blind}
    seen = simulated(Regime.of(RegimeFile.model_validate(data))).privacy
    assert seen.filter(pl.col("measure") == "seen")["value"].max() == 0
    assert seen.filter(pl.col("measure") == "auc").is_empty()


def test_without_sources_nothing_is_inferred():
    assert simulated(Regime.load("none")).privacy.is_empty()


def test_measuring_inference_changes_no_life(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(privacy, "MOST", 0)
    without = simulated(mandatory())
    assert without.privacy.is_empty()
    for name in ("register", "people", "months", "decisions"):
        assert getattr(without, name).equals(getattr(run, name))


def test_threads_and_partitions_change_nothing(run: Run):
    assert simulated(mandatory(), threads=2, partitions=3).privacy.equals(run.privacy)


def test_nothing_is_inferred_from_noise():
    random = np.random.default_rng(5)
    counts, truth = random.poisson(2.0, (3_000, 12)), random.random((3_000, 1)) < 0.3
    assert abs(inference_auc(counts, truth)[0] - 0.5) < 0.04


def test_a_recorded_attribute_is_inferred_perfectly():
    truth = np.arange(200) % 3 == 0
    counts = np.column_stack([np.where(truth, 5, 1), np.ones(200, np.int64)])
    assert inference_auc(counts, truth[:, None]) == [1.0]


def test_a_guess_does_not_rest_on_the_person_guessed():
    truth = np.zeros((10, 1))
    truth[3] = 1.0
    assert guessed(np.eye(10, dtype=np.int64), truth)[3, 0] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("people", [25, 401, 1200])
def test_guesses_and_areas_under_the_curve_equal_those_of_scikit_learn_to_the_last_bit(people: int):
    random = np.random.default_rng(people)
    counts, truths = random.poisson(random.random(30) * 3, (people, 30)), random.random((people, 4)) < 0.4
    counts[:, 1] = counts[:, 0]  # identical columns are allowed
    folds = PredefinedSplit(np.arange(people) % FOLDS)
    with threadpool_limits(1):
        theirs = np.asarray(cross_val_predict(LinearRegression(), np.log1p(counts), truths.astype(float), cv=folds))
    for ordered in (counts, np.asfortranarray(counts)):
        assert np.array_equal(guessed(ordered, truths.astype(np.float64)), theirs)
    for values, truth in zip(theirs.round(2).T, truths.T, strict=True):  # rounded, so that there are ties
        assert area(values, truth) == roc_auc_score(truth, values)


def test_nothing_is_inferred_about_fewer_than_five_people():
    truth = np.arange(40) < 4
    few, enough = inference_auc(np.arange(40)[::-1, None], np.column_stack([truth, np.arange(40) < 5]))
    assert few != few
    assert enough > 0.9


def test_a_subprocess_gives_the_same_guesses(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(privacy, "SUBPROCESS_FROM", 0)
    monkeypatch.setattr(simulating, "processors", lambda: 2)
    monkeypatch.setattr(simulating, "in_this_process", lambda *_: pytest.fail("guessed in this process"))
    monkeypatch.setattr(guess_in_subprocess, "inference_auc", lambda *_: pytest.fail("guessed in this process"))
    assert simulated(mandatory()).privacy.equals(run.privacy)


@pytest.mark.parametrize("command", [[sys.executable, "-c", "import sys; sys.stdin.buffer.read(1)"], ["/nowhere"]])
def test_without_an_answer_from_the_subprocess_this_process_guesses(
    command: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guess_in_subprocess, "_COMMAND", command)
    truth = np.arange(40)[:, None] < 20
    with guess_in_subprocess.in_subprocess() as ask:
        answers = [ask(truth.astype(np.int64), truth) for _ in range(2)]
        assert [answer() for answer in answers] == [[1.0], [1.0]]


def test_an_unused_subprocess_is_ended(monkeypatch: pytest.MonkeyPatch):
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    monkeypatch.setattr(guess_in_subprocess, "_free", [])
    truth = np.arange(40)[:, None] < 20
    with guess_in_subprocess.in_subprocess() as ask:
        ask(truth.astype(np.int64), truth)
    assert begun[0].poll() is not None


def test_an_idle_subprocess_is_reused_by_the_next_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guess_in_subprocess, "_free", [])
    truth, asked = np.arange(40)[:, None] < 20, list[int]()
    for _ in range(2):
        with guess_in_subprocess.in_subprocess() as ask:
            assert ask(truth.astype(np.int64), truth)() == [1.0]
            assert not guess_in_subprocess._free
        asked += [other.process.pid for other in guess_in_subprocess._free]
    assert len(asked) == 2
    assert asked[0] == asked[1]
    guess_in_subprocess._free[0].end()
    with guess_in_subprocess.in_subprocess() as ask:  # a subprocess that has ended is not reused
        assert ask(truth.astype(np.int64), truth)() == [1.0]
    assert guess_in_subprocess._free[0].process.pid != asked[0]
    guess_in_subprocess._free[0].end()


def test_a_logistic_model_infers_about_as_much(monkeypatch: pytest.MonkeyPatch):
    """Least squares is used because it is fast; the results do not depend on that choice."""
    looks: list[tuple[np.ndarray, np.ndarray]] = []

    def kept(counts: np.ndarray, truths: np.ndarray) -> guess_in_subprocess.Answer:
        looks.append((counts.copy(), truths.copy()))
        return list

    monkeypatch.setattr(simulating, "in_this_process", kept)
    monkeypatch.setattr(watchers, "ATTRIBUTES", ())
    simulated(mandatory())
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=200))
    apart: list[float] = []
    for counts, truths in looks[-6:]:
        for k, reported in enumerate(inference_auc(counts, truths)):
            chances = np.asarray(cross_val_predict(model, np.log1p(counts), truths[:, k], method="predict_proba"))
            apart.append(abs(reported - roc_auc_score(truths[:, k], chances[:, 1])))
    assert max(apart) < 0.06
    assert np.mean(apart) < 0.015

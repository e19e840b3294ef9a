"""The effect of a clause is the difference that removing it makes; Shapley values add up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterscore import Problem, Regime, attribute
from counterscore.regime.clauses import clauses, without
from counterscore.report.attribution.report import AttributionReport
from counterscore.report.page.html import html
from counterscore.study.effects import MeasureSelection, answers
from counterscore.study.options import Execution
from counterscore.study.result_cache import NAME
from study.small import CHINA, MEASURES, NONE, SCORE, SMALL, left_out, shapley


def test_every_clause_is_in_the_attribution() -> None:
    names = [each.id for each in clauses(SCORE.file, CHINA.file)]
    assert [party.id for party in left_out().parties] == names
    assert all(list(parts) == names for parts in left_out().parts.values())


def test_the_part_of_a_clause_is_the_effect_minus_the_effect_without_it() -> None:
    study = left_out().study
    clause = next(each for each in clauses(SCORE.file, CHINA.file) if each.id == "partner.telecom-firms")
    files = [SCORE.file, without(SCORE.file, [clause])]
    asked = MeasureSelection(study.asked.measures)
    full, less = (
        [answers([study.twin(file, seed)], asked, Execution())[0]["records"] for seed in (1, 2)] for file in files
    )  # fmt: skip
    expected = sum((a or 0.0) - (b or 0.0) for a, b in zip(full, less, strict=True)) / 2
    assert left_out().parts["records"]["partner.telecom-firms"].value == pytest.approx(expected, abs=1e-9)
    assert expected > 0


def test_the_remainder_is_the_effect_minus_its_parts() -> None:
    found = left_out()
    for name in MEASURES:
        parts = sum(part.value or 0.0 for part in found.parts[name].values())
        assert found.remainder[name] == pytest.approx((found.whole[name].value or 0.0) - parts)


def test_the_effect_of_surveillance_is_attributed_to_sources() -> None:
    parts = left_out().parts["records"]
    watchers = sum(part.value or 0.0 for name, part in parts.items() if name.startswith("partner."))
    assert watchers == pytest.approx(left_out().whole["records"].value or 0.0, rel=0.05)
    assert abs(parts["gate.flight"].value or 0.0) < 0.05 * watchers


def test_shapley_values_add_up_to_the_effect() -> None:
    found = shapley()
    assert {"partners", "gates", "missing-rights"} < {party.id for party in found.parties}
    for name in MEASURES:
        parts = sum(part.value or 0.0 for part in found.parts[name].values())
        assert parts == pytest.approx(found.whole[name].value or 0.0, abs=1e-9)
        assert found.remainder[name] == 0.0
        assert all(part.low is not None for part in found.parts[name].values())


def test_the_number_of_workers_changes_nothing() -> None:
    small: dict[str, Any] = {**SMALL, "citizens": 150, "orders": 2, "parts": "kind", "measures": ["records"]}
    runs: list[dict[str, Any]] = [small | {"workers": workers} for workers in (1, 2)]
    one, two = (attribute(SCORE, CHINA, **options) for options in runs)
    assert one.parts == two.parts


def test_processes_give_the_same_results_as_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {**SMALL, "citizens": 100, "measures": MEASURES, "parts": "kind", "orders": 2, "pairs": 2}
    threads = attribute(SCORE, CHINA, **few)
    monkeypatch.setattr("counterscore.study.effects._MUCH", 1)
    assert attribute(SCORE, CHINA, **few) == threads


def test_an_interrupted_study_resumes(tmp_path: Path) -> None:
    small: dict[str, Any] = {**SMALL, "citizens": 150, "orders": 2, "parts": "kind", "measures": ["records"]}
    steps: list[int] = []

    def stop(done: int, total: int, word: str) -> None:
        steps.append(done)
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attribute(SCORE, CHINA, **small, out=tmp_path, progress=stop)
    kept = len((tmp_path / NAME).read_text().splitlines())
    assert 4 <= kept < 9
    steps.clear()
    again = attribute(SCORE, CHINA, **small, out=tmp_path, progress=lambda done, total, word: steps.append(done))
    assert steps[0] == kept
    assert again.parts == attribute(SCORE, CHINA, **small).parts


def test_one_seed_gives_no_interval_and_the_report_says_so() -> None:
    found = attribute(SCORE, CHINA, measures=["records"], citizens=150, years=1, orders=2, pairs=0, parts="kind")
    assert found.whole["records"].low is None
    assert "no interval: one replicate" in AttributionReport(found).text()


def test_nobody_to_measure_gives_no_number() -> None:
    found = attribute(SCORE, CHINA, measures=["refusal-cost"], citizens=150, years=1, orders=4, pairs=0, parts="kind")
    assert found.whole["refusal-cost"].value is None
    assert "nobody to measure" in AttributionReport(found).text()
    assert AttributionReport(found).json()[0]["value"] is None


def test_text_json_and_page_say_the_same() -> None:
    found, report = left_out(), AttributionReport(left_out())
    assert "records kept" in report.text().lower()
    assert "several clauses together" in report.text()
    entries = json.loads(json.dumps(report.json()))
    assert {"measure", "group", "clause", "of", "value", "low", "high", "unit"} == set(entries[0])
    assert len(entries) == len(MEASURES) * len(found.divisions) * (len(found.parties) + 2)
    whole = html(report.page())
    assert whole.count("Synthetic people") >= len(MEASURES) + 1
    assert "<script" not in whole
    assert "http://" not in whole.replace("http://www.w3.org", "")
    assert "counterscore attribute citizen-score" in whole


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"measures": ["chiling-all"]}, "chilling-all"),
        ({"measures": ["refused:morgage"]}, "no such measure"),
        ({"measures": []}, "no measure is named"),
        ({"group": "minorty"}, "did you mean minority"),
        ({"method": "shapley", "orders": 3}, "orders are drawn in pairs, so their number must be even"),
        ({"method": "leave-one-out", "seeds": 0}, "seeds"),
        ({"citizens": 5}, "citizens"),
    ],
)
def test_bad_input_gets_one_clear_error(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem, match=message):
        attribute(SCORE, CHINA, **{**SMALL, **changes})


def test_a_regime_without_clauses_cannot_be_attributed() -> None:
    with pytest.raises(Problem, match="no clause"):
        attribute(NONE, CHINA, **SMALL)


def test_a_regime_of_another_society_is_refused() -> None:
    gates = [gate.model_copy(update={"decision": "bus-ride"}) for gate in SCORE.file.gates[:1]]
    other = Regime.of(SCORE.file.model_copy(update={"gates": gates}))
    with pytest.raises(Problem, match="no such decision"):
        attribute(other, CHINA, **SMALL)

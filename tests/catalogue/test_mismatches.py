"""A regime that refers to something its society does not have is refused before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.broken import REGIME
from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society

CHINA = Society.load("china-2018")


def _line(text: str) -> int:
    return REGIME.count("\n", 0, REGIME.index(text)) + 1


def mismatch(path: Path, old: str, new: str) -> Fault:
    assert old in REGIME
    path.write_text(REGIME.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        check(Regime.load(path), CHINA)
    return caught.value.faults[0]


def test_an_activity_that_the_society_does_not_have(tmp_path: Path):
    fault = mismatch(tmp_path / "a.toml", '"volunteers"', '"volunters"')
    assert fault.key == "partners[0].sees[2]"
    assert (fault.line, fault.nearest) == (_line('"volunteers"'), "volunteers")
    assert fault.message == "the society china-2018 has no such activity"


def test_a_gate_on_a_decision_that_the_society_does_not_have(tmp_path: Path):
    fault = mismatch(tmp_path / "a.toml", 'decision = "mortgage"', 'decision = "mortgge"')
    assert (fault.key, fault.nearest) == ("gates[0].decision", "mortgage")
    assert "school-place" in fault.allowed


@pytest.mark.parametrize("name", ["citizen-score", "none"])
def test_the_shipped_regimes_fit_the_shipped_society(name: str):
    check(Regime.load(name), CHINA)


def test_faults_of_a_regime_made_in_python_are_reported_without_a_file(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text(REGIME, encoding="utf-8")
    file = Regime.load(path).file
    gate = file.gates[0].model_copy(update={"decision": "mortgge"})
    with pytest.raises(Problem) as caught:
        check(Regime.of(file.model_copy(update={"gates": [gate]})), CHINA)
    assert str(caught.value).startswith(
        "gates[0].decision: the society china-2018 has no such decision\n  value: 'mortgge'"
    )


def test_the_digest_depends_on_the_contents(tmp_path: Path):
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text(REGIME, encoding="utf-8")
    second.write_text(REGIME + "\n", encoding="utf-8")
    assert Regime.load(first).digest != Regime.load(second).digest
    assert Regime.of(Regime.load(first).file).digest == Regime.of(Regime.load(second).file).digest
    assert Regime.load(first).file == Regime.load(second).file


def test_every_part_of_a_regime_is_optional():
    about = {"id": "empty", "title": "t", "summary": "s", "society": "china-2018", "sources": []}
    check(Regime.of(RegimeFile.model_validate({"regime": about})), CHINA)

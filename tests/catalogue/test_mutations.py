"""However a shipped file is mutated, reading it returns a record or raises a Problem, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from catalogue.broken import SOCIETY
from catalogue.mutations import spoilt
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.problem import Problem
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.society.load import Society
from often import often

REGIME = (FOLDER / "regimes" / "citizen-score.toml").read_text(encoding="utf-8")
CHINA = Society.load("china-2018")
CITIZEN_SCORE = Regime.load("citizen-score")


def reported(problem: Problem, path: Path) -> None:
    """Check that every fault has a message and a place in this file."""
    assert str(problem)
    for fault in problem.faults:
        assert fault.message
        assert fault.file == str(path)
        assert fault.line >= 1
        assert fault.column >= 1


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoilt") / "file.toml"


@settings(often, max_examples=1000)
@given(spoilt(REGIME))
def test_a_mutated_regime_raises_a_problem_at_worst(path: Path, content: bytes):
    path.write_bytes(content)
    try:
        check(Regime.load(path), CHINA)
    except Problem as problem:
        reported(problem, path)


@settings(often, max_examples=350)
@given(spoilt(SOCIETY))
def test_a_mutated_society_raises_a_problem_at_worst(path: Path, content: bytes):
    path.write_bytes(content)
    try:
        society = Society.load(path)
    except Problem as problem:
        reported(problem, path)
        return
    try:  # the society is sound: if the regime no longer fits it, the fault is the regime's
        check(CITIZEN_SCORE, society)
    except Problem as problem:
        assert CITIZEN_SCORE.path
        reported(problem, CITIZEN_SCORE.path)

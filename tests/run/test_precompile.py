"""Precompilation compiles exactly what a run calls, and leaves no process behind."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from counterscore.chance import kernel
from counterscore.run import precompile

ALONE = """
from counterscore import Regime, Society, simulate
from counterscore.engine.access import gate, asking, outcome
from counterscore.engine.acts import acting
from counterscore.engine.life import circumstances, growing, meeting, places, respond, ties
from counterscore.engine.scoring import participation, review, score
from counterscore.run import tally, precompile
precompile.{ahead}()
kernels = [{kernels}]
before = [list(kernel.signatures) for kernel in kernels]
assert all(len(each) == 1 for each in before), before
simulate(Society.load("china-2018"), Regime.load("citizen-score"), citizens=100, months=38, report=False)
for kernel, known in zip(kernels, before):
    assert list(kernel.signatures) == known, kernel.__name__
"""


@pytest.mark.parametrize(("ahead", "kernels"), [
    (
        "compile_local_steps",
        "acting.act, circumstances.pass_time, growing.grow_up, review.review, score.settle",
    ),
    (
        "compile_exchanges",
        "asking.ask, outcome.foresee, gate.answer, respond.respond, ties.drop, ties.part, meeting.propose, "
        "meeting.begin_ties, places.list_homes, places.list_staff, tally.tally, participation.decide",
    ),
])  # fmt: skip
def test_a_run_calls_only_precompiled_kernels(ahead: str, kernels: str) -> None:
    command = [sys.executable, "-c", ALONE.format(ahead=ahead, kernels=kernels)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_other_process_ends_with_the_one_that_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Noted)
    monkeypatch.setattr(precompile, "compile_exchanges", interrupted)
    with pytest.raises(KeyboardInterrupt):
        precompile.precompile()
    assert [process.poll() is not None for process in started] == [True]


def test_without_a_writable_cache_no_other_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("compiled ahead for nobody")

    monkeypatch.setattr(precompile, "keeps", lambda: False)
    monkeypatch.setattr(precompile, "compile_exchanges", never)
    monkeypatch.setattr(subprocess, "Popen", never)
    precompile.precompile()


def test_people_compiled_alone_leave_the_month_cold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kernel, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(precompile, "_other_process", nullcontext)
    monkeypatch.setattr(precompile, "compile_exchanges", lambda: None)
    (tmp_path / "households.members-120.py311.nbi").touch()  # `check` draws people, and so compiles this
    assert kernel.cold()
    precompile.precompile()
    assert not kernel.cold()


def test_a_mark_that_cannot_be_written_breaks_no_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kernel, "cache_folder", lambda: tmp_path / "removed")
    monkeypatch.setattr(precompile, "keeps", lambda: True)
    monkeypatch.setattr(precompile, "_other_process", nullcontext)
    monkeypatch.setattr(precompile, "compile_exchanges", lambda: None)
    precompile.precompile()
    assert kernel.cold()

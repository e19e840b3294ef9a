"""`attribute`, `mend` and `robust`, as a shell calls them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TINY = ["--citizens", "100", "--years", "1", "--measures", "records,refused", "--workers", "1"]
START = "from counterscore.cli import main; main()"


@pytest.mark.parametrize(
    ("verb", "options", "says"),
    [
        ("attribute", ["--orders", "2", "--pairs", "1", "--parts", "kind"], "The scheme as such"),
        ("mend", ["--seeds", "1", "--no-search"], "All together"),
        ("robust", ["--draws", "3", "--screening", "0"], "In 90 % of 3 draws of the declared assumptions"),
    ],
)
def test_a_study_prints_its_findings_and_leaves_a_page(call, tmp_path: Path, verb, options, says):
    outcome = call(verb, "citizen-score", *TINY, *options, "--out", "here")
    assert outcome.status == 0, outcome.err
    assert "synthetic" in outcome.out
    assert says in outcome.out
    assert outcome.out.strip().endswith("open here/report.html")
    assert "Synthetic people only." in (tmp_path / "here/report.html").read_text(encoding="utf-8")
    again = call(verb, "citizen-score", *TINY, *options, "--out", "here", "--format", "json")
    assert json.loads(again.out) == json.loads((tmp_path / "here/study.json").read_text(encoding="utf-8"))


def test_a_comparison_can_derive_its_tags_and_reads_them_again(call, tmp_path: Path):
    words = ["compare", "citizen-score", "none", *TINY, "--seeds", "2", "--no-report", "--out", "here"]
    first = call(*words)
    assert first.status == 0, first.err
    assert "[not derived]" in first.out
    assert "--tags" in first.out
    derived = call(*words, "--tags")
    assert derived.status == 0, derived.err
    assert "[emergent]" in derived.out
    assert "switched off, because" in derived.out
    assert "`regime.operators.payment-score.joining.perks`" in derived.out
    assert json.loads((tmp_path / "here/tags/record.json").read_text(encoding="utf-8"))["measures"] == [
        "refused", "records",
    ]  # fmt: skip
    assert call(*words).out == derived.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["attribute", "--measures", "chiling-all"], "did you mean chilling-all?"),
        (["mend", "citizen-scor"], "did you mean citizen-score?"),
        (["robust", "--seeds", "1"], "seeds"),
        (["attribute", "--group", "minorty"], "did you mean minority?"),
        (["mend", "--group", "all,minority"], "one group"),
    ],
)
def test_bad_input_exits_with_status_2_and_leaves_nothing(call, tmp_path: Path, words, message):
    outcome = call(*words, "--out", "here")
    assert outcome.status == 2
    assert message in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "here").exists()


def test_an_interrupt_exits_with_status_130_and_keeps_finished_results(tmp_path: Path):
    words = ["attribute", *TINY, "--citizens", "400", "--years", "5", "--seeds", "4", "--out", "here"]
    work = subprocess.Popen(
        [sys.executable, "-c", START, *words], cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    results = tmp_path / "here/results.jsonl"
    while work.poll() is None and not (results.exists() and results.stat().st_size):
        time.sleep(0.2)
    work.send_signal(signal.SIGINT)
    _, err = work.communicate()
    assert work.returncode == 130
    assert "to resume, run the same command again" in err
    assert "Traceback" not in err
    assert results.read_text(encoding="utf-8").count("\n") >= 1

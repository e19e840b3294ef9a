"""`run` and `verify` as a shell calls them: the folder is complete or absent."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

SMALL = ["run", "none", "--citizens", "100", "--months", "1", "--no-report"]
START = "from counterscore.cli import main; main()"


def test_a_run_prints_sentences_and_names_its_folder(call, tmp_path: Path):
    outcome = call(*SMALL)
    assert outcome.status == 0, outcome.err
    lines = outcome.out.strip().split("\n")
    assert "synthetic" in lines[0]
    assert lines[-1] == "written to runs/none-china-2018-100-1"
    assert 5 <= len(lines) - 1 <= 8
    assert (tmp_path / "runs" / "none-china-2018-100-1" / "run.json").exists()
    assert "simulating" in outcome.err


def test_the_last_line_names_the_report_to_open(call, tmp_path: Path):
    outcome = call("run", "--citizens", "200", "--months", "2", "--out", "here")
    assert outcome.status == 0, outcome.err
    assert outcome.out.strip().split("\n")[-1] == "open here/report.html"
    assert "synthetic" in (tmp_path / "here" / "report.html").read_text(encoding="utf-8")


def test_a_second_run_takes_the_next_name(call):
    call(*SMALL)
    assert call(*SMALL).out.strip().endswith("runs/none-china-2018-100-1-2")


def test_json_names_the_run_and_its_report(call, tmp_path: Path):
    document = json.loads(call(*SMALL, "--out", "here", "--format", "json").out)
    assert document["run"] == "here"
    assert document["report"] is None
    assert "synthetic" in document["summary"][0]


def test_a_folder_that_exists_is_not_touched(call, tmp_path: Path):
    (tmp_path / "here").mkdir()
    outcome = call(*SMALL, "--out", "here")
    assert outcome.status == 2
    assert "here exists" in outcome.err
    assert list((tmp_path / "here").iterdir()) == []


def test_verify_accepts_a_run_and_refuses_one_that_was_changed(call, tmp_path: Path):
    call(*SMALL, "--out", "here")
    assert call("verify", "here").status == 0
    table = tmp_path / "here" / "people.parquet"
    table.write_bytes(table.read_bytes() + b"0")
    outcome = call("verify", "here")
    assert outcome.status == 2
    assert "people.parquet" in outcome.err


def test_explain_gives_points_that_sum_to_the_score(call):
    call("run", "--citizens", "100", "--months", "40", "--no-report", "--follow", "all", "--out", "here")
    lives = [json.loads(call("explain", "here", "--citizen", citizen, "--format", "json").out) for citizen in range(10)]
    scored = [life for life in lives if life["changes"]]
    assert scored
    for life in scored:
        changes = sum(Decimal(str(change["points"])) for change in life["changes"])
        assert Decimal(str(life["start"])) + changes == Decimal(str(life["score"]))
    reported = call("explain", "here", "--citizen", scored[0]["id"]).out
    assert f"{scored[0]['score']:.3f}" in reported
    assert "ynthetic" in reported


def test_an_unknown_citizen_is_reported(call):
    call(*SMALL, "--out", "here")
    outcome = call("explain", "here", "--citizen", "99999")
    assert outcome.status == 2
    assert "99999" in outcome.err


def test_a_folder_that_is_no_run_is_reported(call, tmp_path: Path):
    (tmp_path / "here").mkdir()
    assert call("verify", "here").status == 2
    assert call("verify", "nowhere").status == 2
    assert call("explain", "nowhere", "--citizen", "1").status == 2


def test_an_interrupt_exits_with_status_130_and_leaves_nothing(tmp_path: Path):
    command = [sys.executable, "-c", START, "run", "--citizens", "20000", "--years", "100", "--no-report"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        while "simulating" not in (word := running.stderr.readline()) and word:
            pass
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
        assert running.wait(30) == 130, rest
    assert rest.strip() == "counterscore: interrupted: no results were written"
    assert [path for path in tmp_path.rglob("*") if path.is_file() or "partial" in path.name] == []


@pytest.mark.parametrize("size", [5_000, 20_000])
def test_a_full_disk_gives_one_line_and_leaves_nothing(call, tmp_path: Path, size: int):
    call(*SMALL, "--out", "warm")  # compiled code is cached on disk too and must exist already
    done = subprocess.run(
        [sys.executable, "-c", START, "run", "--citizens", "1000", "--months", "2", "--no-report", "--out", "here"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert done.returncode == 2
    assert done.stderr.strip().split("\n")[-1] == "here: the run cannot be written: File too large"
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["warm"]


def test_a_folder_that_cannot_be_made_is_reported(call, tmp_path: Path):
    (tmp_path / "file").touch()
    outcome = call(*SMALL, "--out", "file/here")
    assert outcome.status == 2
    assert outcome.err.strip().endswith("file/here: the run cannot be written: Not a directory")

"""A usage error exits with status 2 and one message: option, value, what is allowed."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from counterscore.cli.commands import counterscore

SLIPS = [
    (["run", "--citizens", "99"], ["--citizens", "'99'", "100 to 200000000"]),
    (["run", "--citizens", "many"], ["--citizens", "'many'", "100 to 200000000"]),
    (["run", "--citizens", "200000001"], ["--citizens"]),
    (["run", "--citizens", "-5"], ["--citizens", "'-5'"]),
    (["run", "--citizens", "1e3"], ["--citizens", "'1e3'"]),
    (["run", "--years", "0"], ["--years", "1 to 100"]),
    (["run", "--months", "1201"], ["--months", "1 to 1200"]),
    (["run", "--months", "3", "--years", "1"], ["--years", "--months"]),
    (["run", "--seed", "-1"], ["--seed", "0 to 9223372036854775807"]),
    (["run", "--seed", str(2**63)], ["--seed"]),
    (["run", "--people-seed", "x"], ["--people-seed"]),
    (["run", "--threads", "0"], ["--threads", "1 to 256"]),
    (["run", "--follow", "some"], ["--follow", "'some'", "allowed"]),
    (["run", "--follow", "1,,2"], ["--follow", "allowed"]),
    (["run", "--follow", "-1"], ["--follow"]),
    (["run", "--citizens", "100", "--follow", "101"], ["--follow", "101", "0 to 100"]),
    (["run", "--citizens", "100", "--follow", "7,100"], ["--follow", "100", "0 to 99"]),
    (["run", "--citizns", "100"], ["--citizns", "--citizens"]),
    (["run", "--format", "xml"], ["--format", "text", "json"]),
    (["run", "--out", "."], ["--out", "exists"]),
    (["run", "--format", "jsno"], ["--format", "text, json", "did you mean json?"]),
    (["compare", "--measures", "ginni"], ["there is no measure", "did you mean gini-income?"]),
    (["compare", "--measures", "refused, grantd"], ["grantd", "did you mean granted?"]),
    (["compare", "--measures", "selection-ratio:mortgge"], ["did you mean selection-ratio:mortgage?"]),
    (["attribute", "--method", "shaply"], ["--method", "did you mean shapley?"]),
    (["audit", "--law", "euu"], ["--law", "did you mean eu?"]),
    (["bench", "moth"], ["moth", "Did you mean month?"]),
    (["rnu"], ["rnu", "Did you mean run?"]),
    (["zzz"], ["zzz", "run, compare"]),
    (["explain", "somewhere"], ["--citizen"]),
    (["explain", "somewhere", "--citizen", "-1"], ["--citizen", "0 to"]),
    (["list", "people"], ["people", "societies", "regimes"]),
    (["schema", "law"], ["law", "regime", "society"]),
    (["run", "citizen-scor"], ["there is no regime", "did you mean citizen-score?"]),
    (["run", "none", "--society", "chna-2018"], ["there is no society", "did you mean china-2018?"]),
    (["check", "citizenscore"], ["did you mean citizen-score?"]),
    (["check", "absent.toml"], ["absent.toml", "there is no such file"]),
    (["show", "nobody"], ["nobody", "allowed"]),
    (["new", "regime", "mine"], ["mine", "mine.toml"]),
    (["new", "regime", "absent/mine.toml"], ["absent/mine.toml", "No such file"]),
]


@pytest.mark.parametrize(("arguments", "reported"), SLIPS, ids=lambda value: " ".join(value)[:50])
def test_a_usage_error_is_reported(call, tmp_path: Path, arguments: list[str], reported: list[str]):
    outcome = call(*arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    for word in reported:
        assert word in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_neither_regime_nor_society_is_reported(call, tmp_path: Path):
    (tmp_path / "a.toml").write_text("x = 1\n")
    outcome = call("check", "a.toml")
    assert outcome.status == 2
    assert outcome.err.startswith("a.toml:1:1: neither a society nor a regime\n")


ENDS = [
    (KeyboardInterrupt(), 130, "interrupted"),
    (OSError(28, "No space left on device", "runs/x.partial"), 2, "runs/x.partial: No space left on device"),
    (PermissionError(13, "Permission denied", "runs"), 2, "runs: Permission denied"),
    (OSError(30, "Read-only file system", "runs"), 2, "runs: Read-only file system"),
    (MemoryError(), 2, "not enough memory"),
]


@pytest.mark.parametrize(("end", "status", "reported"), ENDS, ids=lambda value: type(value).__name__)
def test_an_operating_system_error_is_one_line(call, monkeypatch, end: BaseException, status: int, reported: str):
    @click.command()
    def stopped() -> None:
        raise end

    monkeypatch.setattr(counterscore, "get_command", lambda context, name: stopped)
    outcome = call("run")
    assert outcome.status == status
    assert outcome.err.strip().count("\n") == 0
    assert reported in outcome.err

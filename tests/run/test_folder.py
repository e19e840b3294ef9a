"""A run is written completely or not at all."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counterscore import Problem, Regime, Run, Society, simulate
from counterscore.run import parquet
from counterscore.run.folder import writing

Settings = dict[str, Any]


@pytest.fixture
def settings(china: Society, small: Run) -> Settings:
    """Return the settings of a short run; `small` has compiled everything before."""
    none = Regime.load("none")
    return {"society": china, "regime": none, "citizens": 100, "months": 2, "follow": 0, "report": False}


def never(done: int, total: int, word: str) -> None:
    pytest.fail("work was begun")


def test_the_folder_is_complete(tmp_path: Path, settings: Settings) -> None:
    words: list[str] = []
    out = tmp_path / "runs" / "mine"
    run = simulate(**settings, out=out, progress=lambda done, total, word: words.append(word))
    assert run.folder == out
    assert sorted(path.name for path in tmp_path.rglob("*.p*")) == sorted(name for name in run.manifest.files)
    assert list(dict.fromkeys(words)) == ["drawing people", "simulating", "writing", "done"]


def test_an_existing_folder_is_not_overwritten(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(Problem, match="this folder exists and is not overwritten"):
        simulate(**settings, out=tmp_path, progress=never)


def test_a_folder_inside_a_file_is_refused(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="cannot be written: Not a directory"):
        simulate(**settings, out=tmp_path / "file" / "run", progress=never)


def test_the_partial_folder_of_a_killed_run_is_replaced(tmp_path: Path, settings: Settings) -> None:
    left = tmp_path / "run.partial"
    left.mkdir()
    (left / "people.parquet").write_text("half")
    simulate(**settings, out=tmp_path / "run")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_an_unrelated_file_in_the_way_is_not_touched(tmp_path: Path, settings: Settings) -> None:
    thesis = tmp_path / "run.partial" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("years of work")
    with pytest.raises(Problem, match="needed for writing the run, but contains something else"):
        simulate(**settings, out=tmp_path / "run", progress=never)
    assert thesis.read_text() == "years of work"


def test_a_second_run_does_not_touch_a_run_that_is_being_written(tmp_path: Path) -> None:
    with writing(tmp_path / "run") as first:
        (first / "people.parquet").write_text("half")
        with pytest.raises(Problem, match="another run is being written to this folder"), writing(tmp_path / "run"):
            pytest.fail("two at once")
        assert (first / "people.parquet").read_text() == "half"
    assert [path.name for path in tmp_path.rglob("*")] == ["run", "people.parquet"]


def test_a_killed_run_does_not_block_the_next_one(tmp_path: Path) -> None:
    code = (
        "import os, pathlib; from counterscore.run.folder import writing\n"
        f"with writing(pathlib.Path({str(tmp_path / 'run')!r})) as partial:\n"
        "    (partial / 'run.json').touch(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert (tmp_path / "run.partial/run.json").exists()
    with writing(tmp_path / "run") as partial:
        assert list(partial.iterdir()) == []


@pytest.mark.parametrize("when", ["drawing people", "simulating", "writing"])
def test_an_interrupt_leaves_nothing(tmp_path: Path, settings: Settings, when: str) -> None:
    def interrupt(done: int, total: int, word: str) -> None:
        if word == when:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(**settings, out=tmp_path / "run", progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_line_and_leaves_nothing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(table: object, path: Path) -> str:
        path.write_bytes(b"half a table")
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(parquet, "write", full)
    with pytest.raises(Problem) as caught:
        simulate(**settings, out=tmp_path / "run")
    assert str(caught.value) == f"{tmp_path / 'run'}: the run cannot be written: No space left on device"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("citizens", 99), ("months", 0), ("months", 1201), ("seed", -1), ("people_seed", 2**63), ("threads", 0),
     ("partitions", 0), ("follow", 101), ("follow", [100]), ("follow", "some")],
)  # fmt: skip
def test_arguments_out_of_range_are_refused(settings: Settings, key: str, value: Any) -> None:
    with pytest.raises(Problem, match=f"{key}: .*\n.*value.*\n.*allowed"):
        simulate(**{**settings, key: value}, progress=never)


def test_months_and_years(settings: Settings) -> None:
    with pytest.raises(Problem, match="cannot both be given"):
        simulate(**settings, years=1, progress=never)

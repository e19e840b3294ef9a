"""The command line, called as a shell would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from counterscore.cli import main


class Outcome(NamedTuple):
    """What a shell gets from a command: its exit status and its output."""

    status: int | str | None
    out: str
    err: str


Call = Callable[..., Outcome]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that calls `counterscore` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def called(*arguments: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["counterscore", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Outcome(ended.value.code, str(out), str(err))

    return called

"""The examples run, at small sizes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from docs.repository import EXAMPLES

SAYS = {
    "read_a_run.py": "changes sum to",
    "scenarios.py": "average over 3 random seeds",
    "two_regimes.py": "official-document",
    "which_clause.py": "the largest part from",
    "write_a_regime.py": "did you mean mortgage?",
}


def test_every_example_is_known() -> None:
    assert [path.name for path in EXAMPLES] == sorted(SAYS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path), "400", "1"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert SAYS[path.name] in done.stdout
    assert "synthetic" in done.stdout
    assert list(tmp_path.iterdir()) == []

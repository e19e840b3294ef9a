"""The version of the results. It changes whenever the same files and random seeds give different results."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("results.txt")


@cache
def results() -> str:
    """Return the version of the results of this code: a hash of the recorded results of the test suite.

    Results of another version are out of date. `tests/run/regolden.py` writes the version.
    """
    return FILE.read_text(encoding="utf-8").strip()

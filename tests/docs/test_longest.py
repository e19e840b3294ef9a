"""The test files that run first exist."""

from __future__ import annotations

from docs.repository import ROOT
from longest import LONGEST


def test_every_file_exists_and_is_listed_once() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)

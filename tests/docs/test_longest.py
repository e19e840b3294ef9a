"""The files of tests that begin first are there."""

from __future__ import annotations

from docs.repository import ROOT
from longest import LONGEST


def test_every_file_is_there_and_named_once() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)

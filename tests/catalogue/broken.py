"""Change one thing in a file of the catalogue and read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.load import Regime
from counterscore.society.load import Society

REGIME = (FOLDER / "starters" / "regime.toml").read_text(encoding="utf-8")
SOCIETY = (FOLDER / "societies" / "china-2018.toml").read_text(encoding="utf-8")


class Broken:
    """Write `text` with `old` replaced by `new` and load it: the fault should be there, or at the table's header."""

    def __init__(self, folder: Path, text: str, load: Callable[[Path], object]) -> None:
        self.path = folder / "broken.toml"
        self.text = text
        self.load = load

    def __call__(self, old: str, new: str) -> Fault:
        """Return the first fault; its line must be one that the change touched, or the header above it."""
        assert old in self.text
        start = self.text.index(old)
        self.path.write_text(self.text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(Problem) as caught:
            self.load(self.path)
        fault = caught.value.faults[0]
        assert fault.file == str(self.path)
        first = self.text.count("\n", 0, start) + 1
        header = self.text.count("\n", 0, self.text.rindex("\n[", 0, start)) + 2
        assert fault.line == header or first <= fault.line <= first + new.count("\n"), str(caught.value)
        return fault


def regime(folder: Path) -> Broken:
    """Start from the starter regime."""
    return Broken(folder, REGIME, Regime.load)


def society(folder: Path) -> Broken:
    """Start from the shipped society."""
    return Broken(folder, SOCIETY, Society.load)


def pointed(fault: Fault) -> str:
    """Return the text that the carets underline."""
    return fault.excerpt[fault.column - 1 :][: fault.width]

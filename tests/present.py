"""Checks that optional values exist."""

from __future__ import annotations

from typing import TypeVar

from counterscore import Run
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.schema import SocietyFile

T = TypeVar("T")


def present(value: T | None) -> T:
    """Return a value; fail if it is None."""
    assert value is not None
    return value


def firms_of(society: SocietyFile) -> FirmsSpec:
    """Return the firms of a society; fail if it has none."""
    return present(society.firms)


def followed(run: Run) -> list[int]:
    """Return the ids of the followed people of a run; fail if it followed all."""
    ids = run.manifest.followed
    assert ids != "all"
    return ids


def number(value: object) -> float:
    """Return the aggregate of a column; fail if it is not a number."""
    assert isinstance(value, int | float)
    return float(value)

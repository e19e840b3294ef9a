"""What a test relies on being there."""

from __future__ import annotations

from typing import TypeVar

from counterscore import Run
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.schema import SocietyFile

T = TypeVar("T")


def present(value: T | None) -> T:
    """Return a value, which is there."""
    assert value is not None
    return value


def firms_of(society: SocietyFile) -> FirmsSpec:
    """Return what a society that has firms says of them."""
    return present(society.firms)


def followed(run: Run) -> list[int]:
    """Return the ids of those whom a run followed, where they were not all."""
    ids = run.manifest.followed
    assert ids != "all"
    return ids


def number(value: object) -> float:
    """Return what a column was reduced to, which is a number."""
    assert isinstance(value, int | float)
    return float(value)

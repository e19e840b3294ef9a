"""A declared fact with its place, and the questions that rules ask of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from counterscore.audit.elements import Element
from counterscore.catalogue.figure import Figure
from counterscore.catalogue.keys import keys_of
from counterscore.catalogue.positions import Where
from counterscore.regime.schema import RegimeFile


@dataclass(frozen=True)
class Fact:
    """What is declared under a key, or None; every question about None is open. `why`: a judgement's justification."""

    value: Any
    where: Where
    why: str = ""

    def test(self, said: str, asked: Callable[[Any], bool]) -> Element:
        """Ask anything of the value."""
        return Element(said, None if self.value is None else asked(self.value), self.where)

    def is_in(self, said: str, *values: Any) -> Element:
        """Ask whether the value is one of these."""
        return self.test(said, lambda value: value in values)

    def true(self, said: str) -> Element:
        """Ask whether it is declared that it is so."""
        return self.is_in(said, True)

    def false(self, said: str) -> Element:
        """Ask whether it is declared that it is not so."""
        return self.is_in(said, False)

    def lacks(self, said: str, needed: Collection[str]) -> Element:
        """Ask whether a list lacks one of these."""
        return self.test(said, lambda value: not set(needed) <= set(value))

    def meets(self, said: str, asked: Collection[str]) -> Element:
        """Ask whether a list has one of these."""
        return self.test(said, lambda value: bool(set(asked) & set(value)))

    def over(self, said: str, limit: float) -> Element:
        """Ask whether a number is larger; "none" stands for one without end."""
        return self.test(said, lambda value: value == "none" or value > limit)


@dataclass(frozen=True)
class Subject:
    """A clause of the regime, or the regime itself (`where` empty), of which rules ask facts.

    `declared`: where its facts stand, if not under its own `facts`; a place that is not there leaves them all open.
    """

    file: RegimeFile
    where: Where
    name: str
    declared: Where | None = None

    @property
    def table(self) -> Where:
        """The table that holds its facts, or could."""
        return (*self.where, "facts") if self.declared is None else self.declared

    def fact(self, key: str) -> Fact:
        """Look up a dotted key under this clause's facts. Raises KeyError for a key that no regime can have."""
        where = (*self.table, *key.split("."))
        _known(where)
        value: Any = self.file
        for part in where:
            value = None if value is None else _inside(value, part)
        if isinstance(value, Figure):
            return Fact(value.value, where, value.assumption or value.source or value.fitted or "")
        return Fact(value, where)


def _inside(value: Any, part: str | int) -> Any:
    if isinstance(value, BaseModel):
        return getattr(value, str(part), None)
    return value[part] if isinstance(part, int) and part < len(value) else None


def _known(where: Where) -> None:
    """Refuse a slip in a rule's own text."""
    _checked(tuple(0 if isinstance(part, int) else part for part in where))


@lru_cache(maxsize=1024)
def _checked(where: Where) -> None:
    for length in range(1, len(where) + 1):
        if isinstance(where[length - 1], str) and where[length - 1] not in keys_of(RegimeFile, where[: length - 1]):
            raise KeyError(".".join(map(str, where)))

"""A declared fact with its key, and the tests that rules apply to it."""

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
    """The value declared under a key, or None; every test of None is open.

    `why`: the declared justification of a judgement.
    """

    value: Any
    where: Where
    why: str = ""

    def test(self, text: str, condition: Callable[[Any], bool]) -> Element:
        """Return an element, in the words of `text`, that holds if the condition is true of the value."""
        return Element(text, None if self.value is None else condition(self.value), self.where)

    def is_in(self, text: str, *values: Any) -> Element:
        """Return an element that holds if the value is one of these."""
        return self.test(text, lambda value: value in values)

    def true(self, text: str) -> Element:
        """Return an element that holds if the value is true."""
        return self.is_in(text, True)

    def false(self, text: str) -> Element:
        """Return an element that holds if the value is false."""
        return self.is_in(text, False)

    def lacks(self, text: str, needed: Collection[str]) -> Element:
        """Return an element that holds if the list lacks one of these."""
        return self.test(text, lambda value: not set(needed) <= set(value))

    def meets(self, text: str, wanted: Collection[str]) -> Element:
        """Return an element that holds if the list contains one of these."""
        return self.test(text, lambda value: bool(set(wanted) & set(value)))

    def over(self, text: str, limit: float) -> Element:
        """Return an element that holds if the number is above the limit; "none" means without limit."""
        return self.test(text, lambda value: value == "none" or value > limit)


@dataclass(frozen=True)
class Subject:
    """A clause of the regime, or the regime itself (`where` empty), whose facts rules test.

    `declared`: the table that holds its facts, if not its own `facts`; if that table does not exist, all are open.
    """

    file: RegimeFile
    where: Where
    name: str
    declared: Where | None = None

    @property
    def table(self) -> Where:
        """Return the table that holds its facts, or would hold them."""
        return (*self.where, "facts") if self.declared is None else self.declared

    def fact(self, key: str) -> Fact:
        """Return the fact under a dotted key of this clause. Raises KeyError for a key that no regime can have."""
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
    """Raise KeyError for a misspelt key in a rule's code."""
    _checked(tuple(0 if isinstance(part, int) else part for part in where))


@lru_cache(maxsize=1024)
def _checked(where: Where) -> None:
    for length in range(1, len(where) + 1):
        if isinstance(where[length - 1], str) and where[length - 1] not in keys_of(RegimeFile, where[: length - 1]):
            raise KeyError(".".join(map(str, where)))

"""A gate by lists: whoever stands on none of these lists passes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.figure import Identifier, Record
from counterscore.catalogue.lists import same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.rule import Form, GateRule, Listed, Reading

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile


class NotListedKey(Record):
    """The key of a gate by lists."""

    not_listed: list[Identifier] | None = None


class NotListed(GateRule[list[str]]):
    """Whoever stands on none of these lists passes."""

    key = "not_listed"

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the lists."""
        return Listed(tuple(self.value))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return "those not on " + ", ".join(f"`{name}`" for name in self.value)

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Give each list."""
        for name in self.value:
            yield Reading("list", "not on this list", self.key, name)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Complain of lists that the regime does not have, and of those named twice."""
        lists = tuple(listing.id for listing in file.lists)
        for place, name in enumerate(self.value):
            if name not in lists:
                yield Complaint((*here, self.key, place), "this regime has no such list", ", ".join(lists), lists)
        yield from same_words((*here, self.key), self.value)

    def points(self, file: RegimeFile) -> list[float]:
        """Return below which points one comes on each list."""
        return [entry.below for entry in file.lists if entry.id in self.value and entry.below is not None]

    def safe(self, file: RegimeFile) -> None:
        """Return nothing: whoever is on a list stays there for its term, whatever the score."""

    def left(self, lists: Collection[str]) -> list[str]:
        """Return those of the lists that are left."""
        return [name for name in self.value if name in lists]

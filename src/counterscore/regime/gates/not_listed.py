"""A gate by lists: people on none of these lists pass."""

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
    """Lets people on none of these lists pass."""

    key = "not_listed"

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the lists."""
        return Listed(tuple(self.value))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return "those not on " + ", ".join(f"`{name}`" for name in self.value)

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield each list."""
        for name in self.value:
            yield Reading(kind="list", said="not on this list", key=self.key, name=name)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Yield a complaint for each list that the regime does not have, or that is named twice."""
        lists = tuple(listing.id for listing in file.lists)
        for place, name in enumerate(self.value):
            if name not in lists:
                yield Complaint((*here, self.key, place), "this regime has no such list", ", ".join(lists), lists)
        yield from same_words((*here, self.key), self.value)

    def points(self, file: RegimeFile) -> list[float]:
        """Return the thresholds below which people are put on these lists."""
        return [entry.below for entry in file.lists if entry.id in self.value and entry.below is not None]

    def safe(self, file: RegimeFile) -> None:
        """Return None: people stay on a list for its term, whatever their score."""

    def left(self, lists: Collection[str]) -> list[str]:
        """Return the lists of this rule that are left."""
        return [name for name in self.value if name in lists]

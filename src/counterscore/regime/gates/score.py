"""A gate by score: people with at least so many points pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.figure import Figure, Record
from counterscore.catalogue.positions import Where
from counterscore.regime.gates.rule import Fixed, Form, GateRule, Reading

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile


class ScoreKey(Record):
    """The key of a gate by score, in points."""

    score: Figure | None = None


class ByScore(GateRule[Figure]):
    """Lets people with at least this score pass."""

    key = "score"

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the only threshold."""
        return Fixed((self.value.value,), (1.0,))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return f"those with {self.value.value:g} points or more"

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield the score."""
        yield Reading(kind="score", said=f"at least {self.value.value:g}", key=self.key)

    def levels(self, here: Where) -> Iterator[tuple[Where, float]]:
        """Yield the threshold with its place."""
        yield (*here, self.key, "value"), self.value.value

    def points(self, file: RegimeFile) -> list[float]:
        """Return the threshold."""
        return [self.value.value]

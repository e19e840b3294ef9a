"""A gate by score: whoever has at least so many points passes."""

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
    """Whoever has at least so many points passes."""

    key = "score"

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the one line."""
        return Fixed((self.value.value,), (1.0,))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return f"those with {self.value.value:g} points or more"

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Give the score."""
        yield Reading("score", f"at least {self.value.value:g}", self.key)

    def levels(self, here: Where) -> Iterator[tuple[Where, float]]:
        """Give the line."""
        yield (*here, self.key, "value"), self.value.value

    def points(self, file: RegimeFile) -> list[float]:
        """Return the line."""
        return [self.value.value]

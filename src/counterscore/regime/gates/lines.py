"""A gate by lines: each part of a division has a line of its own, in points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from counterscore.catalogue.figure import Figure, Identifier, Record, Share
from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.rule import Fixed, Form, GateRule, Reading
from counterscore.society.division import DIVISIONS

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile
    from counterscore.society.schema import SocietyFile


class Line(Record):
    """The line of one part of a division: `score` in points; of those exactly on it a share `margin` passes, by lot."""

    of: Identifier
    score: Figure
    margin: Share | None = None


class LinesKey(Record):
    """The key of a gate by lines."""

    lines: list[Line] | None = Field(default=None, min_length=2, max_length=32)


class ByLines(GateRule[list[Line]]):
    """Whoever has at least the points of the line of the own part passes; without a line everybody of the part does."""

    key = "lines"
    divides = True

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the lines in the order of the parts."""
        lines = {line.of: line for line in self.value}
        found = [lines.get(name) for name in parts]
        points = tuple(line.score.value if line else float("-inf") for line in found)
        return Fixed(points, tuple(line.margin.value if line and line.margin else 1.0 for line in found))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return ", ".join(f"{line.of} with {line.score.value:g} points or more" for line in self.value)

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Give the score."""
        lines = ", ".join(f"{line.score.value:g} ({line.of})" for line in self.value)
        yield Reading("score", f"at least {lines}", self.key)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Complain of lines without a division, and of parts with two lines."""
        if self.division is None:
            yield Complaint(here, "lines for which parts? `division` is missing", ", ".join(DIVISIONS))
        yield from repeated(((*here, self.key, place, "of"), line.of) for place, line in enumerate(self.value))

    def mismatches(
        self, here: Where, decision: str, parts: tuple[str, ...], society: SocietyFile
    ) -> Iterator[Complaint]:
        """Complain of parts that the society does not have."""
        for entry, line in enumerate(self.value):
            if line.of not in parts:
                message = f"the society {society.society.id} has no such part"
                yield Complaint((*here, self.key, entry, "of"), message, ", ".join(parts), parts)

    def levels(self, here: Where) -> Iterator[tuple[Where, float]]:
        """Give each line."""
        for entry, line in enumerate(self.value):
            yield (*here, self.key, entry, "score", "value"), line.score.value

    def points(self, file: RegimeFile) -> list[float]:
        """Return all lines."""
        return [line.score.value for line in self.value]

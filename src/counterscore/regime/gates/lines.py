"""A gate by `lines`: each group of a division has its own threshold, in points."""

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
    """The threshold of one group (`of`): `score` in points; of people exactly on it, a random share `margin` passes."""

    of: Identifier
    score: Figure
    margin: Share | None = None


class LinesKey(Record):
    """The key of a gate by `lines`."""

    lines: list[Line] | None = Field(default=None, min_length=2, max_length=32)


class ByLines(GateRule[list[Line]]):
    """Lets people at or above the threshold of their group pass; everybody in a group without a threshold passes."""

    key = "lines"
    divides = True

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the thresholds in the order of the groups, `parts`."""
        lines = {line.of: line for line in self.value}
        found = [lines.get(name) for name in parts]
        points = tuple(line.score.value if line else float("-inf") for line in found)
        return Fixed(points, tuple(line.margin.value if line and line.margin else 1.0 for line in found))

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return ", ".join(f"{line.of} with {line.score.value:g} points or more" for line in self.value)

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield the score."""
        lines = ", ".join(f"{line.score.value:g} ({line.of})" for line in self.value)
        yield Reading(kind="score", said=f"at least {lines}", key=self.key)

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Yield a complaint if there is no division, and for each group with two thresholds."""
        if self.division is None:
            yield Complaint(here, "`lines` need a `division`, which says for which groups", ", ".join(DIVISIONS))
        yield from repeated(((*here, self.key, place, "of"), line.of) for place, line in enumerate(self.value))

    def mismatches(
        self, here: Where, decision: str, parts: tuple[str, ...], society: SocietyFile
    ) -> Iterator[Complaint]:
        """Yield a complaint for each group that the society does not have."""
        for entry, line in enumerate(self.value):
            if line.of not in parts:
                message = f"the society {society.society.id} has no such group"
                yield Complaint((*here, self.key, entry, "of"), message, ", ".join(parts), parts)

    def levels(self, here: Where) -> Iterator[tuple[Where, float]]:
        """Yield each threshold with its place."""
        for entry, line in enumerate(self.value):
            yield (*here, self.key, entry, "score", "value"), line.score.value

    def points(self, file: RegimeFile) -> list[float]:
        """Return all thresholds."""
        return [line.score.value for line in self.value]

"""A gate by percentile: people above the lowest so many per cent of everybody with a score pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.figure import Figure, Record
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.rule import Census, Compared, DrawnLine, Form, GateRule, Reading

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile


class PercentileKey(Record):
    """The key of a gate by percentile, from 0 to less than 100."""

    percentile: Figure | None = None


class ByPercentile(GateRule[Figure]):
    """Lets people above this percentile of scores pass; people with equal scores pass or fail together."""

    key = "percentile"
    every = 1

    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the rule itself, whose threshold is drawn every month."""
        return Compared(self)

    def draw(self, people: Census) -> tuple[DrawnLine, ...]:
        """Return the lowest rung above the lowest so many per cent of people; 0 if nobody has a score."""
        scored = people.scored
        return (DrawnLine(people.at(int(self.value.value / 100 * scored)) if scored else 0),)

    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""
        return f"those above the lowest {self.value.value:g} % of everyone"

    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield the rank, or the score if the regime has no rank."""
        yield Reading(
            kind="rank" if file.rank else "score", said=f"above the lowest {self.value.value:g} %", key=self.key
        )

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Yield a complaint if nobody could pass the percentile."""
        if not 0 <= self.value.value < 100:
            message = "nobody could pass this percentile"
            yield Complaint((*here, self.key, "value"), message, "from 0 to less than 100")

"""A society given as aggregate tables: of each group a distribution of scores and, by score, a rate of outcomes.

Nobody in them is anybody: a table holds shares and rates, and every cell stands for ten people or more.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from counterscore.catalogue.figure import Identifier, Record, Words
from counterscore.society.population_schema import Numbers, Probability

FEWEST_IN_A_CELL = 10
MOST_ROWS = 1000
_COUNTED = ("shares", "cumulative", "counts")
_RATED = ("ill", "well")
Count = Annotated[int, Field(ge=0)]
Column = Annotated[list[Probability], Field(min_length=2, max_length=MOST_ROWS)]


class Distribution(Numbers):
    """A published distribution of scores: `shares` of people between each two of the rising `points`."""

    shares: list[Probability] = Field(min_length=1, max_length=64)
    points: list[float] = Field(min_length=2, max_length=65)

    @model_validator(mode="after")
    def _fits_together(self) -> Distribution:
        if len(self.points) != len(self.shares) + 1:
            raise ValueError("one more of points than of shares: each share lies between two points")
        if abs(sum(self.shares) - 1) > 1e-6:
            raise ValueError(f"shares add up to {sum(self.shares):.6f}, not to 1")
        if any(low >= high for low, high in zip(self.points, self.points[1:], strict=False)):
            raise ValueError("points rise")
        return self


class GroupTable(Numbers):
    """One group: how its people are spread over the scores, and what share of those at each score comes to the outcome.

    The rows stand `at` rising scores. How many stand on each is given as `shares`, as `cumulative` shares, or as
    `counts`; the outcome as the share that goes `ill`, or that goes `well`. `people`: how many the source counted.
    """

    id: Identifier
    title: Words
    people: int = Field(ge=FEWEST_IN_A_CELL)
    at: list[float] = Field(min_length=2, max_length=MOST_ROWS)
    shares: Column | None = None
    cumulative: Column | None = None
    counts: Annotated[list[Count], Field(min_length=2, max_length=MOST_ROWS)] | None = None
    ill: Column | None = None
    well: Column | None = None

    @model_validator(mode="after")
    def _one_of_each(self) -> GroupTable:
        for names in (_COUNTED, _RATED):
            given = [name for name in names if getattr(self, name) is not None]
            if len(given) != 1:
                raise ValueError(f"exactly one of {', '.join(names)}")
            if len(getattr(self, given[0])) != len(self.at):
                raise ValueError(f"at and {given[0]} are equally long")
        return self

    def spread(self) -> list[float]:
        """Return the share of the group on each row; they may not add up to 1, where a source rounds."""
        if self.counts is not None:
            return [count / max(sum(self.counts), 1) for count in self.counts]
        if self.cumulative is not None:
            return [high - low for low, high in zip([0.0, *self.cumulative], self.cumulative, strict=False)]
        return self.shares or []

    def rates(self) -> list[float]:
        """Return the share of each row that comes to the bad outcome."""
        return self.ill if self.ill is not None else [1 - well for well in self.well or []]


class Aggregates(Record):
    """Tables of the groups in which the society comes; people are drawn from them in proportion to `people`.

    With a `scale`, `at` is a percentile, 0 to 100, of everybody together, and stands for the points that this
    distribution has there; without one it is in points already.
    """

    scale: Distribution | None = None
    groups: list[GroupTable] = Field(min_length=1, max_length=8)

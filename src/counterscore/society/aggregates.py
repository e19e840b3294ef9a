"""Societies given as aggregate tables: for each group a distribution of scores, with the rate of an outcome by score.

No table describes a real person: it holds shares and rates, and every cell covers at least ten people.
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
    """A published distribution of scores: `shares` of people between consecutive `points`, which increase."""

    shares: list[Probability] = Field(min_length=1, max_length=64)
    points: list[float] = Field(min_length=2, max_length=65)

    @model_validator(mode="after")
    def _fits_together(self) -> Distribution:
        if len(self.points) != len(self.shares) + 1:
            raise ValueError("points must have one more entry than shares, as each share lies between two points")
        if abs(sum(self.shares) - 1) > 1e-6:
            raise ValueError(f"shares must add up to 1, not to {sum(self.shares):.6f}")
        if any(low >= high for low, high in zip(self.points, self.points[1:], strict=False)):
            raise ValueError("points must increase")
        return self


class GroupTable(Numbers):
    """One group: its distribution over scores, and the rate of the outcome at each score.

    There is one row per score in `at`, which increases. The size of the rows is given as `shares`, `cumulative` shares
    or `counts`; the outcome as the share with the bad outcome (`ill`) or with the good one (`well`). `people`: number
    of people that the source counted.
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
                raise ValueError(f"exactly one of {', '.join(names)} is required")
            if len(getattr(self, given[0])) != len(self.at):
                raise ValueError(f"at and {given[0]} must have the same length")
        return self

    def spread(self) -> list[float]:
        """Return the share of the group in each row; they may not add up to 1 if the source rounds."""
        if self.counts is not None:
            return [count / max(sum(self.counts), 1) for count in self.counts]
        if self.cumulative is not None:
            return [high - low for low, high in zip([0.0, *self.cumulative], self.cumulative, strict=False)]
        return self.shares or []

    def rates(self) -> list[float]:
        """Return the share of each row with the bad outcome."""
        return self.ill if self.ill is not None else [1 - good for good in self.well or []]


class Aggregates(Record):
    """Tables of the groups of a society; people are drawn from them in proportion to `people`.

    With a `scale`, `at` is a percentile of everybody, 0 to 100, that this distribution converts to points. Without
    one, `at` is in points.
    """

    scale: Distribution | None = None
    groups: list[GroupTable] = Field(min_length=1, max_length=8)

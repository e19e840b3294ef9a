"""Published tables with which synthetic people are compared: schema, files, and digests of those held out."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from itertools import pairwise
from math import prod
from typing import Literal

from pydantic import Field, model_validator

from counterscore.catalogue.figure import Identifier, Pair, Record, Words
from counterscore.catalogue.find import locate
from counterscore.catalogue.read import validated
from counterscore.catalogue.source import Source

Use = Literal["fitted", "held-out", "given"]
Tag = Literal["R", "W", "C", "M"]
Dimension = Literal["age", "sex", "area", "education", "size", "active", "job", "order"]


class Cited(Record):
    """Where numbers were published, of which `year`, and how far that was read (`tag`: see the head of the files)."""

    id: Identifier
    title: Words
    source: Words
    address: Words
    year: int = Field(ge=1900, le=2100)
    tag: Tag


class PublishedRates(Cited):
    """Published numbers by groups of people, in row-major order of `by`; `groups` are lower limits, in order."""

    unit: Words
    by: list[Dimension] = Field(max_length=4)
    groups: dict[Dimension, list[int]] = Field(default_factory=dict[Dimension, list[int]])
    cells: list[float] = Field(min_length=1, max_length=4096)

    @model_validator(mode="after")
    def _is_full(self) -> PublishedRates:
        if sorted(self.by) != sorted(self.groups):
            raise ValueError("groups: must give the lower limits of each dimension in `by`, and of no other")
        for name, limits in self.groups.items():
            if not limits or any(a >= b for a, b in pairwise(limits)):
                raise ValueError(f"groups.{name}: lower limits must increase")
        if len(self.cells) != prod(self.shape):
            raise ValueError(f"cells: {prod(self.shape)} numbers are needed, not {len(self.cells)}")
        return self

    @property
    def shape(self) -> tuple[int, ...]:
        """Return the number of groups of each dimension, in the order of `by`."""
        return tuple(len(self.groups[name]) for name in self.by)


class PublishedTable(PublishedRates):
    """A published table of people or households (`of`), of which only proportions count.

    `within`: the dimensions within whose groups the proportions count. `ages`: the ages of the people counted, in
    years, upper limit excluded. `use`: whether people may be `fitted` to it, whether it is `held-out`, or only `given`.
    """

    use: Use
    of: Literal["people", "households"]
    within: list[Dimension] = Field(default_factory=list[Dimension])
    ages: Pair[int] = (0, 200)

    @model_validator(mode="after")
    def _is_a_table(self) -> PublishedTable:
        if min(self.cells) < 0 or not sum(self.cells) > 0:
            raise ValueError("cells: must be 0 or more, and not all 0")
        if self.within != self.by[: len(self.within)]:
            raise ValueError("within: must be the first dimensions of `by`, in their order")
        return self


class PublishedFigure(Cited):
    """A published number; `measure`: a name in `counterscore.society.measures.MEASURES` or of another measure."""

    measure: Identifier
    value: float
    use: Use


class Published(Record):
    """A file of published tables, rates and figures.

    `digests`: the SHA-256 of each held-out table and figure, recorded before anything was fitted.
    """

    id: Identifier
    title: Words
    digests: dict[str, str] = Field(default_factory=dict[str, str])
    tables: list[PublishedTable] = Field(min_length=1, max_length=64)
    rates: list[PublishedRates] = Field(default_factory=list[PublishedRates])
    figures: list[PublishedFigure] = Field(default_factory=list[PublishedFigure])

    @model_validator(mode="after")
    def _held_out_are_as_recorded(self) -> Published:
        kept = {each.id: digest(each) for each in (*self.tables, *self.figures) if each.use == "held-out"}
        if kept != self.digests:
            raise ValueError(f"digests: what is held out is not what was recorded; its digests are now {kept}")
        return self


@lru_cache
def published(name: str) -> Published:
    """Return the published tables of a file of the catalogue, or of a path that ends in .toml.

    Raises a Problem with file, line and key if the file cannot be used.

    >>> published("china-2020").tables[0].id
    'ages'
    """
    return validated(Source.open(locate("published", name)), Published)


def digest(held_out: PublishedTable | PublishedFigure) -> str:
    """Return the SHA-256 of the numbers of a table or figure, which words do not change.

    >>> digest(published("china-2020").figures[0])[:8]
    '549c52a8'
    """
    if isinstance(held_out, PublishedFigure):
        numbers: list[object] = [held_out.id, held_out.measure, held_out.value]
    else:
        numbers = [held_out.id, held_out.of, held_out.by, held_out.groups, held_out.within, held_out.ages]
        numbers.append(held_out.cells)
    return hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()

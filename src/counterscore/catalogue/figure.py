"""A number that says where it comes from."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    model_validator,
)

Entry = TypeVar("Entry")
# TOML has lists only; what stands in the list is checked as strictly as everything else.
Pair = Annotated[tuple[Entry, Entry], Field(strict=False)]
_WORDLESS = "wordless"


def _spoken(words: Any, info: SerializationInfo[Any]) -> Any:
    return type(words)() if info.context == _WORDLESS else words


# What is written for readers and decides nothing: titles, summaries, sources. Left out of what a file is `content` of.
Words = Annotated[str, PlainSerializer(_spoken, return_type=str)]
Notes = Annotated[list[str], PlainSerializer(_spoken, return_type=list[str])]


class Record(BaseModel):
    """A table of a catalogue file: unknown keys, NaN and infinities are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


def content(file: Record) -> str:
    """Return a SHA-256 of all that a record says but for its words: comments, layout, titles and sources are not in it.

    >>> one, two, three = (Figure(value=v, source=s) for v, s in ((0.5, "a"), (0.5, "b"), (0.6, "a")))
    >>> content(one) == content(two), content(one) == content(three)
    (True, False)
    """
    return hashlib.sha256(file.model_dump_json(context=_WORDLESS).encode()).hexdigest()


class Figure(Record):
    """One number with its origin: a `source`, an `assumption` with a `range`, or what it was `fitted` to.

    Exactly one origin is given. `value` is in the unit that the key holding the figure states.

    >>> Figure(value=0.6389, source="census 2020 (R)").value
    0.6389
    """

    value: float
    source: Words | None = None
    assumption: Words | None = None
    fitted: Words | None = None
    range: Pair[float] | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Figure:
        origins = [text for text in (self.source, self.assumption, self.fitted) if text]
        if len(origins) != 1:
            raise ValueError("a figure states exactly one of source, assumption, fitted")
        if self.assumption and self.range is None:
            raise ValueError("an assumption states its plausible range = [low, high]")
        if self.range and not self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"value {self.value} lies outside its range {list(self.range)}")
        return self


def _share(figure: Figure) -> Figure:
    if not 0 <= figure.value <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {figure.value}")
    return figure


def _positive(figure: Figure) -> Figure:
    if figure.value < 0:
        raise ValueError(f"must be 0 or more, not {figure.value}")
    return figure


Share = Annotated[Figure, AfterValidator(_share)]
Amount = Annotated[Figure, AfterValidator(_positive)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]

"""Numbers that say where they come from, and the base of all records of catalogue files."""

from __future__ import annotations

from functools import partial
from operator import is_, not_
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
# TOML has only lists, so a list is accepted as a pair; its entries are checked strictly.
Pair = Annotated[tuple[Entry, Entry], Field(strict=False)]
WITHOUT_WORDS = "without words"
_is_none = partial(is_, None)  # in C: it is called for every figure that is written


def _unless_without_words(words: Any, info: SerializationInfo[Any]) -> Any:
    return type(words)() if info.context == WITHOUT_WORDS else words


# Text for readers, which decides nothing: titles, summaries, sources. `catalogue.content` leaves it out.
Words = Annotated[str, PlainSerializer(_unless_without_words, return_type=str)]
Notes = Annotated[list[str], PlainSerializer(_unless_without_words, return_type=list[str])]


class Record(BaseModel):
    """A table of a catalogue file. Unknown keys, NaN and infinities are rejected."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


def _no_names() -> list[str]:
    return []  # in a fifth of the time of list[str](): it is called for every figure that is read


class Figure(Record):
    """One number with its origin: a `source`, an `assumption` with a `range`, or what it was `fitted` to.

    Exactly one origin is given. The key that holds the figure states the unit of `value`.

    `set_from`: the measures of which the figure is a result read backwards: published for such a measure, or assumed
    about its size. `off`: the value at which what the figure drives does not happen, 0 unless it is given. A finding
    that goes when the figure is switched off was put in; see `study.tags`.

    >>> Figure(value=0.6389, source="census 2020 (R)").value
    0.6389
    """

    value: float
    source: Words | None = None
    assumption: Words | None = None
    fitted: Words | None = None
    range: Pair[float] | None = None
    set_from: list[str] = Field(default_factory=_no_names, max_length=16, exclude_if=not_)
    off: float | None = Field(default=None, exclude_if=_is_none)

    @model_validator(mode="after")
    def _has_one_origin(self) -> Figure:
        if bool(self.source) + bool(self.assumption) + bool(self.fitted) != 1:
            raise ValueError("a figure must state exactly one of source, assumption, fitted")
        if self.assumption and self.range is None:
            raise ValueError("an assumption must state its plausible range = [low, high]")
        if self.range and not self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"value {self.value} is outside its range {list(self.range)}")
        return self


class Effect(Figure):
    """A figure that could as well have the other sign: an effect, a coefficient, a correlation, a gain.

    `sign`: why the sign is known. The range of an assumption that does not say so should extend to both sides of zero,
    as otherwise a study of other assumptions takes the sign for granted.

    >>> Effect(value=0.4, assumption="guessed", range=(-0.2, 0.8)).takes_sign_for_granted
    False
    >>> Effect(value=0.4, assumption="guessed", range=(0.0, 0.8)).takes_sign_for_granted
    True
    """

    sign: Words | None = None

    @model_validator(mode="after")
    def _sign_is_kept(self) -> Effect:
        if self.sign and self.range and self.range[0] < 0 < self.range[1]:
            raise ValueError(f"sign says why the sign is known, but the range {list(self.range)} crosses zero")
        return self

    @property
    def takes_sign_for_granted(self) -> bool:
        """Return whether this is an assumption whose range stays on one side of zero, without an argument for it."""
        if not self.assumption or self.sign or self.range is None or self.range[0] == self.range[1]:
            return False
        return not self.range[0] < 0 < self.range[1]


def _share(figure: Figure) -> Figure:
    if not 0 <= figure.value <= 1:
        raise ValueError(f"a share must be between 0 and 1, not {figure.value}")
    if figure.off is not None and not 0 <= figure.off <= 1:
        raise ValueError(f"a share is switched off at a value between 0 and 1, not {figure.off}")
    return figure


def _positive(figure: Figure) -> Figure:
    if figure.value < 0:
        raise ValueError(f"must be 0 or more, not {figure.value}")
    if figure.off is not None and figure.off < 0:
        raise ValueError(f"must be switched off at 0 or more, not {figure.off}")
    return figure


Share = Annotated[Figure, AfterValidator(_share)]
Amount = Annotated[Figure, AfterValidator(_positive)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]

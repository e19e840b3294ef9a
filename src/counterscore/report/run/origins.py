"""Where the numbers of a society or a regime come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

KINDS = ("source", "fitted", "assumption")
NAMES = ("id", "activity", "decision", "below")


class Number(NamedTuple):
    """One number: its key, its value, `kind` (one of KINDS), the words of its origin and its plausible range."""

    where: str
    value: str
    kind: str
    words: str
    range: str


def numbers(record: BaseModel, where: tuple[str, ...] = ()) -> Iterator[Number]:
    """List every number of a file that states an origin, in the order of the file."""
    kind = next((kind for kind in KINDS if getattr(record, kind, None)), None)
    if kind:
        spread = cast("Sequence[float] | None", getattr(record, "range", None))
        between = f"{spread[0]:g} to {spread[1]:g}" if spread else ""
        value = getattr(record, "value", None)
        written = "" if value is None else f"{value:g}"
        yield Number(where=".".join(where), value=written, kind=kind, words=str(getattr(record, kind)), range=between)
    for name in type(record).model_fields:
        yield from _within(getattr(record, name), (*where, name))


def _within(content: Any, where: tuple[str, ...]) -> Iterator[Number]:
    """Look into records, lists and tables of records."""
    if isinstance(content, BaseModel):
        yield from numbers(content, where)
    elif isinstance(content, list | tuple):
        for place, each in enumerate(cast("Sequence[Any]", content)):
            named = next((getattr(each, name) for name in NAMES if isinstance(getattr(each, name, None), str)), place)
            yield from _within(each, (*where, str(named)))
    elif isinstance(content, dict):
        for key, each in cast("dict[str, Any]", content).items():
            yield from _within(each, (*where, key))

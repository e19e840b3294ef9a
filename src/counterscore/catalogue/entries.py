"""The entries of a catalogue file at any depth, with their paths and readable names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.positions import Where

_PLAIN = frozenset((str, float, int, bool, tuple, type(None)))  # what most entries are, and what holds no figure
_NAMES = ("id", "activity", "decision", "bit")


class Placed(NamedTuple):
    """A figure with its path."""

    where: Where
    figure: Figure


def figures(thing: Any, where: Where = ()) -> Iterator[Placed]:
    """Yield every figure inside a record, in the order of the file.

    >>> from counterscore.catalogue.judgement import judgement
    >>> [each.where for each in figures(judgement().gravity)]
    [('protected',), ('lawful',), ('unlawful',)]
    """
    if isinstance(thing, Figure):
        yield Placed(where, thing)
        return
    found: list[Placed] = []
    _collect(thing, where, found)
    yield from found


def _collect(thing: Any, where: Where, found: list[Placed]) -> None:
    """Add every figure; files are walked each time they are read, so without a generator for each table."""
    for key, part in parts(thing):
        kind: type[object] = part.__class__
        if kind in _PLAIN:
            continue
        if isinstance(part, Figure):
            found.append(Placed((*where, key), part))
        elif kind is not list or (part and type(part[0]) not in _PLAIN):
            _collect(part, (*where, key), found)


def named(thing: Any, where: Where) -> str:
    """Return the readable name of the figure at a path inside a record.

    >>> from counterscore.catalogue.judgement import judgement
    >>> named(judgement(), ("gravity", "lawful"))
    'gravity.lawful'
    """
    words: list[str] = []
    for key in where:
        thing = dict(parts(thing))[key]
        words.append(called(thing, key))
    return ".".join(words)


def parts(thing: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the keys and values of a table, or the indices and entries of a list; nothing for anything else."""
    if isinstance(thing, BaseModel):
        yield from vars(thing).items()
    elif isinstance(thing, dict):
        yield from thing.items()  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    elif isinstance(thing, list):
        yield from enumerate(thing)  # pyright: ignore[reportUnknownArgumentType]


def called(part: Any, key: str | int) -> str:
    """Return the name of an entry: its key, or in a list its id, activity, decision or bit, or else its index."""
    if isinstance(key, str):
        return key
    name = next((str(found) for name in _NAMES if (found := getattr(part, name, None))), str(key))
    operator = getattr(part, "operator", None)  # perks: the state may have a gate on the same decision
    return f"{operator}.{name}" if operator else name

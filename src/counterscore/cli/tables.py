"""A catalogue file as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from rich import box
from rich.markup import escape
from rich.table import Table

from counterscore.catalogue.source import dotted

ORIGINS = ("source", "assumption", "fitted")
NAMES = ("id", "activity", "decision")  # keys that name a record of a list
Where = tuple[str | int, ...]


def tables(data: Mapping[str, Any]) -> Iterator[Table]:
    """Yield a table for each part of the file, with a row for each value: key, value, origin."""
    for part, content in data.items():
        table = Table(title=part, title_justify="left", title_style="bold", box=box.SIMPLE, pad_edge=False)
        table.add_column("key", no_wrap=True)
        table.add_column("value", overflow="fold", max_width=72 if part in ("regime", "society") else 48)
        table.add_column("origin", overflow="fold", style="dim")
        for key, value, origin in rows(content):
            table.add_row(escape(key), escape(value), escape(origin))
        yield table


def rows(content: object, where: Where = ()) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and origin of each value in a part of a file; records of a list are named by their id."""
    if isinstance(content, dict):
        table = cast("Mapping[str, Any]", content)
        if any(origin in table for origin in ORIGINS):
            yield dotted(where), _value(table), _origin(table)
        else:
            for key, value in table.items():
                yield from rows(value, (*where, key))
    elif (
        isinstance(content, list) and content and all(isinstance(each, dict) for each in cast("list[object]", content))
    ):
        for place, each in enumerate(cast("list[Mapping[str, Any]]", content)):
            named = next((key for key in NAMES if key in each), None)
            rest = {key: value for key, value in each.items() if key != named}
            yield from rows(rest, (*where, str(each[named])) if named else (*where, place))
    elif isinstance(content, list) and _sentences(cast("list[object]", content)):
        for place, each in enumerate(cast("list[str]", content)):
            yield dotted(where) if place == 0 else "", each, ""
    else:
        yield dotted(where), _words(content), ""


def _sentences(texts: list[object]) -> bool:
    """Return whether these are sentences, such as sources, rather than names; each sentence gets its own row."""
    return any(isinstance(text, str) and " " in text for text in texts)


def _value(figure: Mapping[str, Any]) -> str:
    if "value" in figure:
        return _words(figure["value"])
    rest = {key: value for key, value in figure.items() if key not in (*ORIGINS, "range", "id", "title")}
    return "; ".join(f"{key} {_words(value)}" for key, value in rest.items())


def _origin(figure: Mapping[str, Any]) -> str:
    kind = next(origin for origin in ORIGINS if origin in figure)
    words = figure[kind] if kind == "source" else f"{kind}: {figure[kind]}"
    return f"{words} {figure['range']}" if "range" in figure else str(words)


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, cast("list[Any]", value)))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} {_words(each)}" for key, each in cast("Mapping[str, Any]", value).items()) + "}"
    return f"{value:g}" if isinstance(value, float) else str(value).strip()

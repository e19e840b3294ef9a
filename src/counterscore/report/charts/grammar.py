"""Vega-Lite, the grammar of graphics that the charts are written in, as plain mappings: marks, encodings, layers.

Altair writes the same grammar; importing it takes longer than all the pictures of a report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Spec = dict[str, Any]


def rows(records: Sequence[DataclassInstance]) -> list[Spec]:
    """Return records as the rows of a chart."""
    return [asdict(record) for record in records]


def marks(values: Sequence[Mapping[str, Any]], kind: str, encoding: Spec, **looks: Any) -> Spec:
    """Return one layer: rows drawn as marks of a kind (area, line, point, rect, rule, text) with these `looks`."""
    return {"data": {"values": list(values)}, "mark": {"type": kind, **looks}, "encoding": encoding}


def quantity(field: str, ends: tuple[float, float] | None = None, title: str | None = None, **axis: Any) -> Spec:
    """Return the encoding of a position by a number. `ends`: of the scale. `axis`: properties of its axis."""
    scale = {"scale": {"domain": list(ends), "nice": False, "zero": False}} if ends else {}
    return {"field": field, "type": "quantitative", "title": title, **scale, **({"axis": axis} if axis else {})}


def at(field: str) -> Spec:
    """Return the encoding of a position on an axis that another layer draws and names."""
    return {"field": field, "type": "quantitative"}


def layered(*layers: Spec, width: int, height: float) -> Spec:
    """Return a chart of layers drawn over one another. `width`, `height`: in pixels, without the axes."""
    return {"layer": list(layers), "width": width, "height": round(height)}


def words(field: str = "words") -> Spec:
    """Return the encoding of the text of a mark."""
    return {"field": field, "type": "nominal"}


def hints(**fields: str) -> Spec:
    """Return the tooltip of a mark in an interactive chart: fields and their titles.

    >>> hints(people="people")["tooltip"][0]["title"]
    'people'
    """
    return {"tooltip": [{"field": field, "title": title, **_format(field)} for field, title in fields.items()]}


def _format(field: str) -> Spec:
    texts = field in ("title", "key", "words", "part", "harm", "written", "name") or field.endswith("_words")
    return {"type": "nominal"} if texts else {"type": "quantitative", "format": ",.3~g"}


def quoted(text: str) -> str:
    """Make words from a file safe inside the single quotes of an expression.

    >>> quoted("the chief's")
    "the chief\\\\'s"
    """
    return text.replace("\\", "\\\\").replace("'", "\\'")

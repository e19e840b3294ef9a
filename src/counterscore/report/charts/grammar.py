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
    """Return one layer: rows drawn as marks of a kind (area, line, point, rect, rule, text), looking so."""
    return {"data": {"values": list(values)}, "mark": {"type": kind, **looks}, "encoding": encoding}


def quantity(field: str, ends: tuple[float, float] | None = None, title: str | None = None, **axis: Any) -> Spec:
    """Return a position by a number, on a scale between two ends with such an axis."""
    scale = {"scale": {"domain": list(ends), "nice": False, "zero": False}} if ends else {}
    return {"field": field, "type": "quantitative", "title": title, **scale, **({"axis": axis} if axis else {})}


def at(field: str) -> Spec:
    """Return a position along an axis that another layer draws and names."""
    return {"field": field, "type": "quantitative"}


def layered(*layers: Spec, width: int, height: float) -> Spec:
    """Return layers over one another as a chart of so many pixels without its axes."""
    return {"layer": list(layers), "width": width, "height": round(height)}


def words(field: str = "words") -> Spec:
    """Return the text of a mark."""
    return {"field": field, "type": "nominal"}


def hints(**fields: str) -> Spec:
    """Return what a pointer is told of a mark, where a chart is live: fields and what each is called.

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

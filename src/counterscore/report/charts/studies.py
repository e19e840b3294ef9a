"""The pictures of studies: a heat map of parts by harms, and bars with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, hints, layered, marks, rows
from counterscore.report.charts.palette import ACCENT, COOL, INK, SMALL, SOFT

NARROW = 400
_ROW = 22
_STRONGEST = 0.85


@dataclass(frozen=True)
class Cell:
    """One cell: its `part` and `harm` in words, what is `written` in it, and its `weight`.

    A weight is between -1 (lessens the harm most) and 1 (adds to it most), of the largest in its column.
    """

    part: str
    harm: str
    written: str
    weight: float


def heat(cells: Sequence[Cell], parts: Sequence[str], harms: Sequence[str], width: int) -> list[Spec]:
    """Draw parts by harms; on a narrow screen a few harms at a time.

    Which way a part works is told by the hue and by the sign in the cell, how much by the depth of the colour.
    """
    most = 12 if width >= NARROW else 3
    groups = [harms[k : k + most] for k in range(0, len(harms), most)]
    return [_heat(cells, parts, group, width) for group in groups]


def _heat(cells: Sequence[Cell], parts: Sequence[str], harms: Sequence[str], width: int) -> Spec:
    label, right = (270, 60) if width >= NARROW else (150, 40)  # right: room for the last slanting name
    shown = [cell for cell in cells if cell.harm in harms]
    place = {
        "x": _axis("harm", harms, labelAngle=-40, labelLimit=140, orient="top"),
        "y": _axis("part", parts, labelLimit=label - 30),
    }
    high, height = (width - label - right) // max(len(harms), 1), _ROW * len(parts)
    layers = [
        _squares([cell for cell in shown if sign * cell.weight > 0], place, colour)
        for sign, colour in ((1, ACCENT), (-1, COOL))
    ]
    size = 11 if high >= 40 else 9
    text = marks(
        rows(shown), "text", {**place, "text": {"field": "written", "type": "nominal"}}, fontSize=size, color=INK
    )
    return layered(*layers, text, width=high * len(harms), height=height)


def _squares(cells: Sequence[Cell], place: Spec, colour: str) -> Spec:
    place = {**place, **hints(part="clause or safeguard", harm="measure", written="carries")}
    drawn = [{**row, "depth": _STRONGEST * abs(row["weight"]) ** 0.5} for row in rows(cells)]
    depth = {"field": "depth", "type": "quantitative", "scale": None}
    return marks(drawn, "rect", {**place, "opacity": depth}, color=colour)


def _axis(field: str, order: Sequence[str], **axis: object) -> Spec:
    looks = {"title": None, "domain": False, "ticks": False, "grid": False, "labelFontSize": SMALL, **axis}
    return {
        "field": field, "type": "nominal", "sort": list(order), "title": None, "axis": looks,
        "scale": {"domain": list(order)},
    }  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One line: its `name`, a share `value` between 0 and 1 with `low` and `high`, and what is `written` beside it."""

    name: str
    value: float
    low: float
    high: float
    written: str
    strong: bool


def bars(lines: Sequence[Bar], title: str, width: int, ends: tuple[float, float] = (0.0, 1.0)) -> Spec:
    """Draw a point and its interval a line, strong ones in the accent's colour."""
    label = 260 if width >= NARROW else 140
    order = [line.name for line in lines]
    drawn = rows(lines)
    x = {"type": "quantitative", "scale": {"domain": list(ends), "nice": False}, "title": title}
    y = _axis("name", order, labelLimit=label - 30)
    colour = {"condition": {"test": "datum.strong", "value": ACCENT}, "value": SOFT}
    span = marks(drawn, "rule", {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y, "color": colour})
    span["mark"]["strokeWidth"] = 2
    point = marks(drawn, "point", {"x": {"field": "value", **x}, "y": y, "color": colour}, filled=True, size=70)
    return layered(span, point, width=width - label, height=_ROW * len(lines))

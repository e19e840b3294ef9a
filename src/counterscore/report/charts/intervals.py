"""Shares with their intervals, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, layered, marks, rows
from counterscore.report.charts.palette import ACCENT, SMALL, SOFT

_NARROW, _ROW = 400, 22


@dataclass(frozen=True)
class ShareBar:
    """One line: its `name` and a share between 0 and 1 with the ends of its interval; `strong` ones are emphasised."""

    name: str
    value: float
    low: float
    high: float
    strong: bool


def bars(lines: Sequence[ShareBar], title: str, width: int, ends: tuple[float, float] = (0.0, 1.0)) -> Spec:
    """Draw a point with its interval for each line, strong ones in the accent colour."""
    label = 260 if width >= _NARROW else 140
    order = [line.name for line in lines]
    drawn = rows(lines)
    x = {"type": "quantitative", "scale": {"domain": list(ends), "nice": False}, "title": title}
    y = _names(order, label - 30)
    colour = {"condition": {"test": "datum.strong", "value": ACCENT}, "value": SOFT}
    span = marks(drawn, "rule", {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y, "color": colour})
    span["mark"]["strokeWidth"] = 2
    point = marks(drawn, "point", {"x": {"field": "value", **x}, "y": y, "color": colour}, filled=True, size=70)
    return layered(span, point, width=width - label, height=_ROW * len(lines))


def _names(order: Sequence[str], limit: int) -> Spec:
    axis = {
        "title": None, "domain": False, "ticks": False, "grid": False, "labelFontSize": SMALL, "labelLimit": limit,
    }  # fmt: skip
    return {
        "field": "name", "type": "nominal", "sort": list(order), "title": None, "axis": axis,
        "scale": {"domain": list(order)},
    }  # fmt: skip

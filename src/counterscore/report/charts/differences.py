"""Differences with their intervals, on both sides of zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, hints, layered, marks, quantity, rows
from counterscore.report.charts.palette import ACCENT, INK, SMALL, SOFT

_APART, _ROW = 400, 34


@dataclass(frozen=True)
class Difference:
    """One difference with its interval; `strong` ones are emphasised."""

    title: str
    value: float
    low: float
    high: float
    strong: bool


def differences(
    found: Sequence[Difference], width: int, *, of: str = "outcome", unit: str = "difference / placebo difference",
    edge: float | None = 1.0,
) -> Spec:  # fmt: skip
    """Draw each difference as a point with its interval. `of`: what each is of. `unit`: of the axis.

    Broken lines mark a distance from zero, the `edge`: by default that of the placebo difference, in units of it.
    """
    label = 210 if width >= _APART else 130
    most = max([1.2 * (edge or 0.0), *(abs(end) for each in found for end in (each.low, each.high))]) * 1.05
    ends, drawn = (-most, most), rows(found)
    axis = {"labelLimit": label - 8, "labelFontSize": SMALL, "ticks": False, "domain": False, "grid": False}
    names = {"field": "title", "type": "nominal", "sort": [each.title for each in found], "title": None, "axis": axis}
    place = {"y": names, **hints(title=of, value="difference", low="from", high="to")}
    colour = {"condition": {"test": "datum.strong", "value": ACCENT}, "value": SOFT}
    across = quantity("value", ends, unit, tickCount=5)
    span = marks(drawn, "rule", {**place, "x": quantity("low", ends), "x2": {"field": "high"}, "color": colour})
    span["mark"]["strokeWidth"] = 2
    point = marks(drawn, "point", {**place, "x": across, "color": colour}, filled=True, size=70, opacity=1)
    lines = [] if edge is None else [{"at": -edge}, {"at": edge}]
    edges = marks(lines, "rule", {"x": quantity("at", ends)}, color=SOFT, strokeDash=[4, 4])
    zero = marks([{"at": 0}], "rule", {"x": quantity("at", ends)}, color=INK)
    return layered(edges, zero, span, point, width=width - label, height=_ROW * len(found))

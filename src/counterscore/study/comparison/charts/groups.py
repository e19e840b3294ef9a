"""Who pays: a share in each group, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.grammar import Spec, layered, marks, quantity, rows
from counterscore.report.palette import ACCENT, COOL, SMALL, SOFT

APART, ROW = 400, 20


@dataclass(frozen=True)
class Paid:
    """The share of a group who lose, in per cent."""

    title: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Beside:
    """A figure of a group in both worlds."""

    title: str
    first: float
    second: float


def _room(width: int) -> int:
    return 190 if width >= APART else 150


def _named(order: Sequence[str], width: int) -> Spec:
    axis = {"labelLimit": _room(width) - 8, "labelFontSize": SMALL, "ticks": False, "domain": False, "grid": False}
    return {"field": "title", "type": "nominal", "sort": list(order), "title": None, "axis": axis}


def paying(groups: Sequence[Paid], title: str, everybody: float, width: int) -> Spec:
    """Draw a point and its interval a group, and the line of everybody."""
    ends = (0.0, max([each.high for each in groups] + [everybody]) * 1.08 or 1.0)
    place, drawn = {"y": _named([each.title for each in groups], width)}, rows(groups)
    x = quantity("value", ends, title, tickCount=5)
    level = marks([{"at": everybody}], "rule", {"x": quantity("at", ends)}, color=SOFT, strokeDash=[4, 4])
    span = marks(
        drawn, "rule", {**place, "x": quantity("low", ends), "x2": {"field": "high"}}, color=ACCENT, opacity=0.5
    )
    span["mark"]["strokeWidth"] = 4
    point = marks(drawn, "point", {**place, "x": x}, color=ACCENT, filled=True, size=60, opacity=1)
    return layered(level, span, point, width=width - _room(width), height=ROW * len(groups))


def beside(groups: Sequence[Beside], title: str, width: int) -> Spec:
    """Draw both worlds' figure of each group on one line, joined."""
    values = [value for each in groups for value in (each.first, each.second)]
    low, high = min(values), max(values)
    margin = (high - low) * 0.1 or 0.5
    ends = (low - margin, high + margin)
    place, drawn = {"y": _named([each.title for each in groups], width)}, rows(groups)
    first, second = quantity("first", ends, title, tickCount=5), quantity("second", ends)
    return layered(
        marks(drawn, "rule", {**place, "x": first, "x2": {"field": "second"}}, color=SOFT, strokeWidth=1.5),
        marks(drawn, "point", {**place, "x": second}, color=COOL, filled=True, size=70, opacity=1),
        marks(drawn, "point", {**place, "x": first}, color=ACCENT, filled=True, size=70, opacity=1),
        width=width - _room(width), height=ROW * len(groups),
    )  # fmt: skip

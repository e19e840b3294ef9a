"""Groups compared: the share who lose, with its interval, and close ties at the start and the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, hints, layered, marks, quantity, rows
from counterscore.report.charts.palette import ACCENT, COOL, SMALL, SOFT

APART, ROW = 400, 20


@dataclass(frozen=True)
class LosingShare:
    """The share of a group who lose, in per cent."""

    title: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class GroupTies:
    """The mean number of ties of a group: at the start, and at the end in both worlds."""

    title: str
    before: float
    first: float
    second: float


def _room(width: int) -> int:
    return 190 if width >= APART else 150


def _named(order: Sequence[str], width: int) -> Spec:
    axis = {"labelLimit": _room(width) - 8, "labelFontSize": SMALL, "ticks": False, "domain": False, "grid": False}
    return {"field": "title", "type": "nominal", "sort": list(order), "title": None, "axis": axis}


def losing(groups: Sequence[LosingShare], title: str, everybody: float, width: int) -> Spec:
    """Draw a point and its interval for each group, and a line at the share of everybody."""
    ends = (0.0, max([each.high for each in groups] + [everybody]) * 1.08 or 1.0)
    names = hints(title="group", value="lose, %", low="from", high="to")
    place, drawn = {"y": _named([each.title for each in groups], width), **names}, rows(groups)
    x = quantity("value", ends, title, tickCount=5)
    level = marks([{"at": everybody}], "rule", {"x": quantity("at", ends)}, color=SOFT, strokeDash=[4, 4])
    span = marks(
        drawn, "rule", {**place, "x": quantity("low", ends), "x2": {"field": "high"}}, color=ACCENT, opacity=0.5
    )
    span["mark"]["strokeWidth"] = 4
    point = marks(drawn, "point", {**place, "x": x}, color=ACCENT, filled=True, size=60, opacity=1)
    return layered(level, span, point, width=width - _room(width), height=ROW * len(groups))


def ties(groups: Sequence[GroupTies], title: str, worlds: tuple[str, str], width: int) -> Spec:
    """Draw the ties of each group on one line: a ring at the start, a point at the end in each world."""
    values = [value for each in groups for value in (each.before, each.first, each.second)]
    low, high = min(values), max(values)
    margin = (high - low) * 0.1 or 0.5
    ends = (low - margin, high + margin)
    drawn = rows(groups)
    place = {
        "y": _named([each.title for each in groups], width),
        **hints(title="group", before="at the start", first=worlds[0], second=worlds[1]),
    }
    before, second = quantity("before", ends, title, tickCount=5), quantity("second", ends)
    return layered(
        marks(drawn, "rule", {**place, "x": before, "x2": {"field": "first"}}, color=SOFT, strokeWidth=1.5),
        marks(drawn, "point", {**place, "x": before}, color=SOFT, filled=False, size=60, strokeWidth=1.5, opacity=1),
        marks(drawn, "point", {**place, "x": second}, color=COOL, filled=True, size=60, opacity=1),
        marks(drawn, "point", {**place, "x": quantity("first", ends)}, color=ACCENT, filled=True, size=60, opacity=1),
        width=width - _room(width), height=ROW * len(groups),
    )  # fmt: skip

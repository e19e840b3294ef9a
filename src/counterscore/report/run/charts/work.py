"""Unemployment, month by month: the poorest and the richest fifth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, COOL, SMALL, SOFT
from counterscore.report.run.charts.scores import years


@dataclass(frozen=True)
class Unemployed:
    """The unemployment rate of a group after a number of years."""

    year: float
    group: str
    share: float


LEFT, RIGHT = 40, 76
PERCENT = "format(100 * datum.value, '~g') + ' %'"


def work(rates: Mapping[str, Sequence[Unemployed]], width: int) -> Spec:
    """Draw a line for each of two groups, the first in the accent, named at their right ends."""
    everybody = [each for course in rates.values() for each in course]
    ends = min(each.year for each in everybody), max(each.year for each in everybody)
    high = max(max(each.share for each in everybody) * 1.1, 0.01)
    x = quantity("year", ends, "years", **years(ends[1], width))
    place = {"x": x, "y": quantity("share", (0, high), tickCount=4, labelExpr=PERCENT)}
    lines = [
        marks(rows(course), "line", place, color=colour)
        for course, colour in zip(rates.values(), (ACCENT, COOL), strict=True)
    ]
    names = [
        marks(
            rows(course[-1:]), "text", place | {"text": words("group")}, align="left", dx=6, fontSize=SMALL, color=SOFT
        )
        for course in rates.values()
    ]
    return layered(*lines, *names, width=width - LEFT - RIGHT, height=100 + width / 6)

"""Out of work, month by month: the poorest and the richest fifth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, COOL, SMALL, SOFT
from counterscore.report.run.charts.scores import years


@dataclass(frozen=True)
class Idle:
    """The share of a group, of those of working age who want work, that was without after so many years."""

    year: float
    group: str
    share: float


LEFT, RIGHT = 40, 76
PERCENT = "format(100 * datum.value, '~g') + ' %'"


def work(idle: Mapping[str, Sequence[Idle]], width: int) -> Spec:
    """Draw a line for each of two groups, the first in the accent, named at their right ends."""
    everybody = [each for course in idle.values() for each in course]
    ends = min(each.year for each in everybody), max(each.year for each in everybody)
    high = max(max(each.share for each in everybody) * 1.1, 0.01)
    x = quantity("year", ends, "years", **years(ends[1], width))
    place = {"x": x, "y": quantity("share", (0, high), tickCount=4, labelExpr=PERCENT)}
    lines = [
        marks(rows(course), "line", place, color=colour)
        for course, colour in zip(idle.values(), (ACCENT, COOL), strict=True)
    ]
    names = [
        marks(
            rows(course[-1:]), "text", place | {"text": words("group")}, align="left", dx=6, fontSize=SMALL, color=SOFT
        )
        for course in idle.values()
    ]
    return layered(*lines, *names, width=width - LEFT - RIGHT, height=100 + width / 6)

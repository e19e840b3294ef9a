"""Out of work, month by month: the poorest and the richest fifth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from counterscore.report.layers import layered, rows_of
from counterscore.report.palette import ACCENT, COOL, SMALL


@dataclass(frozen=True)
class Idle:
    """The share of a group, of those of working age who want work, that was without after so many years."""

    year: float
    group: str
    share: float


LEFT, RIGHT = 40, 76
PERCENT = "format(100 * datum.value, '~g') + ' %'"


def work(idle: Mapping[str, Sequence[Idle]], width: int) -> alt.LayerChart:
    """Draw a line for each of two groups, the first in the accent, named at their right ends."""
    years = [each.year for each in next(iter(idle.values()))]
    high = max(each.share for course in idle.values() for each in course)
    ticks = alt.Axis(tickMinStep=1, format=".2~f", tickCount=max(2, min(10, int(years[-1]))))
    domain = alt.Scale(domain=[years[0], years[-1]], nice=False)
    x = alt.X("year:Q", title="years", scale=domain, axis=ticks)
    scale = alt.Scale(domain=[0, max(high * 1.1, 0.01)], nice=False)
    y = alt.Y("share:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4, labelExpr=PERCENT))
    lines = [
        rows_of(course).mark_line(color=colour).encode(x=x, y=y)
        for course, colour in zip(idle.values(), (ACCENT, COOL), strict=True)
    ]
    names = [
        rows_of(course[-1:])
        .mark_text(align="left", dx=6, fontSize=SMALL, color=colour)
        .encode(x=x, y=y, text="group:N")
        for course, colour in zip(idle.values(), (ACCENT, COOL), strict=True)
    ]
    return layered(*lines, *names, width=width - LEFT - RIGHT, height=round(100 + width / 6))

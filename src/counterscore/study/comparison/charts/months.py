"""Two worlds month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.grammar import Spec, layered, marks, quantity, rows, words
from counterscore.report.palette import ACCENT, COOL, SMALL

LEFT, APART = 48, 400


@dataclass(frozen=True)
class Month:
    """A figure of both worlds in one month, in years from the start."""

    year: float
    first: float
    second: float


def months(lived: Sequence[Month], names: tuple[str, str], width: int) -> Spec:
    """Draw both worlds over time, from zero, each named at its end."""
    drawn, last = rows(lived), lived[-1]
    most = max(max(each.first, each.second) for each in lived) * 1.12
    x = quantity("year", (0, last.year), "years", tickCount=6)
    first, second = quantity("first", (0, most), None, tickCount=4), quantity("second", (0, most))
    gap = {"x": x, "y": quantity("first", (0, most)), "y2": {"field": "second"}}
    ends = [
        ({"year": last.year, "at": last.second, "words": names[1]}, COOL, -10),
        ({"year": last.year, "at": last.first, "words": names[0]}, ACCENT, 16),
    ]
    text = {"x": x, "y": quantity("at", (0, most)), "text": words()}
    return layered(
        marks(drawn, "area", gap, color=ACCENT, opacity=0.16),
        marks(drawn, "line", {"x": x, "y": second}, color=COOL, strokeWidth=2.5),
        marks(drawn, "line", {"x": x, "y": first}, color=ACCENT, strokeWidth=2.5),
        *(
            marks([end], "text", text, align="right", dy=away, color=colour, fontSize=SMALL)
            for end, colour, away in ends
        ),
        width=width - LEFT,
        height=110 + width / 6,
    )

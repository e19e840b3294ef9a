"""Two worlds, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, hints, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, COOL, SMALL

LEFT = 48


@dataclass(frozen=True)
class WorldsInMonth:
    """A figure of both worlds in one month, in years from the start."""

    year: float
    first: float
    second: float


@dataclass(frozen=True)
class ScoreRise:
    """The change of the mean score since the first year, in standard deviations of that year's scores."""

    year: float
    score: float


def rises(risen: Sequence[ScoreRise], width: int) -> Spec:
    """Draw the change of the score over the years, and the level of the first year."""
    drawn, last = rows(risen), risen[-1]
    values = [each.score for each in risen]
    ends = (min(*values, 0.0) - 0.1, max(*values, 0.0) + 0.15)
    x, y = (
        quantity("year", (risen[0].year, last.year), "years", tickCount=6),
        quantity("score", ends, None, tickCount=4),
    )
    place = {"x": x, "y": y, **hints(year="years", score="standard deviations")}
    level = [{"level": 0.0, "year": last.year, "words": "first year"}]
    up = -1 if last.score >= 0 else 1  # names on the outer sides of the two lines
    name = [{"year": last.year, "score": last.score, "words": "mean score"}]
    return layered(
        marks(level, "rule", {"y": quantity("level", ends)}, color=COOL, strokeWidth=2.5),
        marks(drawn, "line", place, color=ACCENT, strokeWidth=2.5),
        marks(drawn, "point", place, color=ACCENT, filled=True, size=30, opacity=1),
        marks(
            level,
            "text",
            {"x": x, "y": quantity("level", ends), "text": words()},
            align="right",
            dy=-14 * up,
            color=COOL,
            fontSize=SMALL,
        ),
        marks(name, "text", {"x": x, "y": y, "text": words()}, align="right", dy=14 * up, color=ACCENT, fontSize=SMALL),
        width=width - LEFT,
        height=90 + width / 8,
    )


def months(course: Sequence[WorldsInMonth], names: tuple[str, str], width: int) -> Spec:
    """Draw both worlds over time, from zero, each named at its end."""
    drawn, last = rows(course), course[-1]
    most = max(max(each.first, each.second) for each in course) * 1.12
    x = quantity("year", (0, last.year), "years", tickCount=6)
    first, second = quantity("first", (0, most), None, tickCount=4), quantity("second", (0, most))
    tooltip = hints(year="years", first=names[0], second=names[1])
    gap = {**tooltip, "x": x, "y": quantity("first", (0, most)), "y2": {"field": "second"}}
    ends = [
        ({"year": last.year, "at": last.second, "words": names[1]}, COOL, -10),
        ({"year": last.year, "at": last.first, "words": names[0]}, ACCENT, 16),
    ]
    text = {"x": x, "y": quantity("at", (0, most)), "text": words()}
    return layered(
        marks(drawn, "area", gap, color=ACCENT, opacity=0.16),
        marks(drawn, "line", {**tooltip, "x": x, "y": second}, color=COOL, strokeWidth=2.5),
        marks(drawn, "line", {**tooltip, "x": x, "y": first}, color=ACCENT, strokeWidth=2.5),
        *(
            marks([end], "text", text, align="right", dy=away, color=colour, fontSize=SMALL)
            for end, colour, away in ends
        ),
        width=width - LEFT,
        height=110 + width / 6,
    )

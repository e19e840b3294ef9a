"""How scores spread over time: a fan of percentiles against the bands of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from counterscore.report.layers import layered, quoted, rows_of
from counterscore.report.palette import ACCENT, SMALL, SOFT


@dataclass(frozen=True)
class Spread:
    """The scores after so many years, in points: five percentiles."""

    year: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


@dataclass(frozen=True)
class Threshold:
    """Where a band starts, in points."""

    title: str
    points: float


LEFT, RIGHT, MARGIN = 62, 34, 14


def scores(spreads: Sequence[Spread], bands: Sequence[Threshold], width: int) -> alt.LayerChart:
    """Draw the percentiles of the score month by month; the bands are the marks of the scale."""
    low, high = min(s.p5 for s in spreads) - MARGIN, max(s.p95 for s in spreads) + MARGIN
    first, last = spreads[0].year, spreads[-1].year
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("year:Q", title="years under the score", scale=alt.Scale(domain=[first, last], nice=False))
    marks = _scale_marks([band for band in bands if low < band.points < high])
    y = alt.Y("p50:Q", title=None, scale=scale, axis=marks)
    base = rows_of(spreads).encode(x=x.axis(tickMinStep=1, format=".2~f", tickCount=max(2, min(10, int(last)))))
    outer = base.mark_area(color=ACCENT, opacity=0.16).encode(y=alt.Y("p5:Q", title=None), y2="p95:Q")
    inner = base.mark_area(color=ACCENT, opacity=0.28).encode(y=alt.Y("p25:Q", title=None), y2="p75:Q")
    middle = base.mark_line(color=ACCENT, strokeWidth=2.5).encode(y=y)
    return layered(
        outer, inner, middle, _ends(spreads[-1], high - low), width=width - LEFT - RIGHT, height=round(170 + width / 6)
    )


def _scale_marks(bands: Sequence[Threshold]) -> alt.Axis:
    """An axis with a mark where each band starts, or a plain one where there are no bands."""
    if not bands:
        return alt.Axis(tickCount=5)
    words = " : ".join(
        f"datum.value == {band.points:g} ? ['{quoted(band.title)}', 'from {band.points:g}']" for band in bands
    )
    return alt.Axis(values=[band.points for band in bands], labelExpr=f"{words} : ''", labelFontSize=SMALL)


def _ends(spread: Spread, reach: float) -> alt.Chart:
    """The scores at the right end, kept apart by a part of the height."""
    rows: list[dict[str, Any]] = []
    for points in (spread.p95, spread.p75, spread.p50, spread.p25, spread.p5):
        place = points if not rows else min(points, rows[-1]["place"] - reach / 15)
        rows.append({"year": spread.year, "place": place, "words": f"{points:.0f}"})
    base = alt.Chart(alt.InlineData(values=rows)).mark_text(align="left", dx=6, fontSize=SMALL, color=SOFT)
    return base.encode(x="year:Q", y=alt.Y("place:Q", title=None), text="words:N")

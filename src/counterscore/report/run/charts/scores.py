"""How scores spread over time: a fan of percentiles, with the bands of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterscore.report.charts.grammar import Spec, at, layered, marks, quantity, quoted, rows, words
from counterscore.report.charts.palette import ACCENT, SMALL, SOFT


@dataclass(frozen=True)
class Spread:
    """Five percentiles of the scores after a number of years, in points."""

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


def scores(spreads: Sequence[Spread], bands: Sequence[Threshold], width: int) -> Spec:
    """Draw the percentiles of the score month by month; the bands are the marks of the scale."""
    low, high = min(s.p5 for s in spreads) - MARGIN, max(s.p95 for s in spreads) + MARGIN
    last, drawn = spreads[-1], rows(spreads)
    x = quantity("year", (spreads[0].year, last.year), "years", **years(last.year, width))
    marked = _scale_marks([band for band in bands if low < band.points < high])
    outer = {"x": x, "y": quantity("p5"), "y2": {"field": "p95"}}
    inner = {"x": x, "y": quantity("p25"), "y2": {"field": "p75"}}
    return layered(
        marks(drawn, "area", outer, color=ACCENT, opacity=0.16),
        marks(drawn, "area", inner, color=ACCENT, opacity=0.28),
        marks(drawn, "line", {"x": x, "y": quantity("p50", (low, high), **marked)}, color=ACCENT, strokeWidth=2.5),
        _ends(last, high - low),
        width=width - LEFT - RIGHT,
        height=170 + width / 6,
    )


def years(last: float, width: int) -> dict[str, Any]:
    """Return a time axis of this many years, with a mark for every 60 pixels at most."""
    return {"tickMinStep": 1, "format": ".2~f", "tickCount": max(2, min(width // 60, int(last)))}


def _scale_marks(bands: Sequence[Threshold]) -> dict[str, Any]:
    """An axis with a mark where each band starts, or a plain one where there are no bands."""
    if not bands:
        return {"tickCount": 5}
    labels = [f"datum.value == {band.points:g} ? ['{quoted(band.title)}', 'from {band.points:g}']" for band in bands]
    points = [band.points for band in bands]
    return {"values": points, "labelExpr": f"{' : '.join(labels)} : ''", "labelFontSize": SMALL}


def _ends(spread: Spread, reach: float) -> Spec:
    """The scores at the right end, kept apart by a part of the height."""
    ends: list[dict[str, Any]] = []
    for points in (spread.p95, spread.p75, spread.p50, spread.p25, spread.p5):
        place = points if not ends else min(points, ends[-1]["place"] - reach / 15)
        ends.append({"year": spread.year, "place": place, "words": f"{points:.0f}"})
    encoding = {"x": at("year"), "y": quantity("place"), "text": words()}
    return marks(ends, "text", encoding, align="left", dx=6, fontSize=SMALL, color=SOFT)

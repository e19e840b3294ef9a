"""Firms as dots by honesty and score, in the accent colour if on a list for a low score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, COOL, SMALL, SOFT


@dataclass(frozen=True)
class FirmDot:
    """One firm: `honest`, the per cent of firms that are less honest; score; workers; whether it is on a list."""

    honest: float
    score: float
    workers: int
    standing: str


@dataclass(frozen=True)
class ListLine:
    """The score below which a firm is put on a list."""

    score: float
    words: str


LEFT, NARROW, HIGH = 52, 400, 300
STANDINGS = ("free", "listed", "dragged")


def firms(dots: Sequence[FirmDot], entries: Sequence[ListLine], width: int) -> Spec:
    """Draw every firm by honesty and score, larger ones larger, and the line of each list for a low score."""
    title = "honesty" if width < NARROW else "honesty: per cent of firms that are less honest"
    scores = [dot.score for dot in dots] + [entry.score for entry in entries]
    ends = min(scores) - 5, max(scores) + 5
    colour = {"field": "standing", "scale": {"domain": list(STANDINGS), "range": [COOL, ACCENT, "none"]}}
    ring = {"field": "standing", "scale": {"domain": list(STANDINGS), "range": [COOL, ACCENT, ACCENT]}}
    place = {
        "x": quantity("honest", (0.0, 100.0), title, values=[0, 25, 50, 75, 100]),
        "y": quantity("score", ends, tickCount=5),
        "size": {
            "field": "workers", "type": "quantitative", "legend": None,
            "scale": {"type": "sqrt", "domain": [0, 300], "range": [14, 500], "clamp": True},
        },
        "fill": colour | {"type": "nominal", "legend": None},
        "stroke": ring | {"type": "nominal", "legend": None},
    }  # fmt: skip
    return layered(
        *_lines(entries, width - LEFT),
        marks(rows(dots), "point", place, opacity=0.75, strokeWidth=1.3),
        width=width - LEFT,
        height=HIGH,
    )


def _lines(entries: Sequence[ListLine], end: int) -> list[Spec]:
    if not entries:
        return []
    place = {"y": {"field": "score", "type": "quantitative"}}
    line = marks(rows(entries), "rule", place, strokeDash=[4, 4], color=SOFT)
    text = place | {"x": {"value": end}, "text": words()}
    return [line, marks(rows(entries), "text", text, align="right", dy=10, fontSize=SMALL, color=SOFT)]

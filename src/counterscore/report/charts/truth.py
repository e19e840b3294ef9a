"""Rank against trustworthiness: where people of like trustworthiness stand in the public rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from counterscore.report.layers import layered, rows_of
from counterscore.report.palette import ACCENT, SMALL, SOFT


@dataclass(frozen=True)
class Standing:
    """People of like trustworthiness: `truth`, the share of 100 below them; quartiles of their ranks, likewise."""

    truth: float
    p25: float
    p50: float
    p75: float


LEFT = 40
QUARTERS = [0, 25, 50, 75, 100]


def truth(standings: Sequence[Standing], width: int) -> alt.LayerChart:
    """Draw the middle half of ranks over trustworthiness, and the line on which a perfect measure would lie."""
    scale = alt.Scale(domain=[0, 100], nice=False)
    title = "trustworthiness: of 100 people, so many are less trustworthy"
    x = alt.X("truth:Q", title=title if width > 400 else title.split(":")[0], scale=scale)
    y = alt.Y("p50:Q", title=None, scale=scale, axis=alt.Axis(values=QUARTERS))
    base = rows_of(standings).encode(x=x.axis(values=QUARTERS))
    half = base.mark_area(color=ACCENT, opacity=0.22).encode(y=alt.Y("p25:Q", title=None), y2="p75:Q")
    middle = base.mark_line(color=ACCENT, strokeWidth=2.5).encode(y=y)
    side = width - LEFT
    return layered(half, *_perfect(), middle, width=side, height=min(side, 380))


def _perfect() -> list[alt.Chart]:
    ends = [{"truth": 0, "rank": 0}, {"truth": 100, "rank": 100}]
    line = alt.Chart(alt.InlineData(values=ends)).mark_line(color=SOFT, strokeDash=[4, 4], strokeWidth=1.2)
    words = alt.Chart(alt.InlineData(values=[{"truth": 97, "rank": 97, "words": "a perfect measure"}]))
    text = words.mark_text(align="right", baseline="bottom", dx=-8, color=SOFT, fontSize=SMALL)
    x, y = alt.X("truth:Q"), alt.Y("rank:Q", title=None)
    return [line.encode(x=x, y=y), text.encode(x=x, y=y, text="words:N")]

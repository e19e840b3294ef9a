"""Movement between bands: out of each band at the end of the first year, how many stand where at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from counterscore.report.layers import layered
from counterscore.report.palette import ACCENT, COOL, INK, SMALL, SOFT
from counterscore.report.words import percent


@dataclass(frozen=True)
class Move:
    """How many went from one band to another; bands by their place, 0 the lowest."""

    before: int
    after: int
    people: int


LEFT, APART = 62, 400


def moves(moved: Sequence[Move], bands: Sequence[str], width: int) -> alt.LayerChart:
    """Draw a square for each pair of bands, the fuller the larger the share of its row; downwards in the accent."""
    rows = _shares(moved, bands)
    words, room = ("split(datum.label, ' ')", 20) if width < APART else ("datum.label", 6)
    across = alt.Axis(
        orient="top", labelAngle=0, domain=False, ticks=False, labelLimit=90, labelFontSize=SMALL, labelExpr=words,
        labelPadding=room,
    )  # fmt: skip
    x = alt.X("after:N", sort=list(bands), title="band at the end", axis=across)
    down = alt.Axis(labelLimit=90, labelFontSize=SMALL)
    y = alt.Y("before:N", sort=list(reversed(bands)), title=None, axis=down)
    colour = alt.Color("way:N", scale=alt.Scale(domain=["down", "same", "up"], range=[ACCENT, SOFT, COOL]), legend=None)
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    squares = base.mark_rect().encode(color=colour, opacity=alt.Opacity("tint:Q", scale=None))
    words = base.mark_text(fontSize=SMALL, color=INK).encode(text="words:N")
    side = width - LEFT
    return layered(squares, words, width=side, height=min(side, 300))


def _shares(moved: Sequence[Move], bands: Sequence[str]) -> list[dict[str, object]]:
    people = {(move.before, move.after): move.people for move in moved}
    rows: list[dict[str, object]] = []
    for before, from_ in enumerate(bands):
        whole = sum(people.get((before, after), 0) for after in range(len(bands)))
        for after, to in enumerate(bands):
            share = people.get((before, after), 0) / whole if whole else 0.0
            way = "same" if before == after else "down" if after < before else "up"
            words = percent(share) if share else ""
            tint = 0.05 + 0.55 * share
            rows.append({"before": from_, "after": to, "way": way, "tint": round(tint, 3), "words": words})
    return rows

"""Who is refused what: a bar for each fifth of incomes, split into the gate's refusals and places that ran out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from counterscore.report.layers import layered
from counterscore.report.palette import ACCENT, COOL, INK, SIZE, SMALL, SOFT
from counterscore.report.words import percent


@dataclass(frozen=True)
class Refused:
    """The requests of one fifth for one decision, and the shares refused."""

    title: str
    fifth: int  # 1 the poorest to 5 the richest
    by_gate: float
    no_place: float


BAR, GAP, HEAD, RIGHT = 11, 16, 22, 104
ENDS = {1: "poorest", 5: "richest"}


def refusals(refused: Sequence[Refused], width: int) -> alt.LayerChart:
    """Draw five bars a decision, the poorest fifth on top, the ends labelled."""
    bars, words, height = _places(refused)
    high = max(max(bar["to"] for bar in bars), 0.01)
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, high], nice=False)).axis(None)
    y = alt.Y("top:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False)).axis(None)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=["gate", "place"], range=[ACCENT, COOL]), legend=None)
    drawn = alt.Chart(alt.InlineData(values=bars)).mark_rect().encode(x=x, x2="to:Q", y=y, y2="bottom:Q", color=colour)
    base = alt.Chart(alt.InlineData(values=words)).encode(x="at:Q", y="y:Q", text="words:N")
    heads = base.transform_filter("datum.head").mark_text(align="left", fontWeight=600, fontSize=SIZE, color=INK)
    ends = base.transform_filter("!datum.head").mark_text(align="left", dx=5, fontSize=SMALL, color=SOFT)
    return layered(drawn, heads, ends, width=width - RIGHT, height=round(height))


def _places(refused: Sequence[Refused]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    bars: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    y = 0.0
    for title in dict.fromkeys(each.title for each in refused):
        words.append({"at": 0, "y": y + HEAD / 2, "words": title[:1].upper() + title[1:], "head": True})
        y += HEAD
        for each in (one for one in refused if one.title == title):
            whole, spot = each.by_gate + each.no_place, {"top": y, "bottom": y + BAR - 1.5}
            bars.append({**spot, "from": 0, "to": each.by_gate, "kind": "gate"})
            bars.append({**spot, "from": each.by_gate, "to": whole, "kind": "place"})
            if each.fifth in ENDS:
                label = f"{percent(whole)} {ENDS[each.fifth]}"
                words.append({"at": whole, "y": y + BAR / 2, "words": label, "head": False})
            y += BAR
        y += GAP
    return bars, words, y - GAP

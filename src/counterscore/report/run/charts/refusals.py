"""Who is refused what: a bar for each fifth of incomes, split into refusals by the score and for lack of places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, at, layered, marks, quantity, words
from counterscore.report.charts.palette import ACCENT, COOL, INK, SIZE, SMALL, SOFT
from counterscore.report.text.numbers import percent


@dataclass(frozen=True)
class RefusalShare:
    """The requests of one fifth for one decision: the shares refused."""

    title: str
    fifth: int  # 1 the poorest to 5 the richest
    by_gate: float
    no_place: float


BAR, GAP, HEAD, RIGHT = 11, 16, 22, 112
ENDS = {1: "poorest", 5: "richest"}


def refusals(refused: Sequence[RefusalShare], width: int) -> Spec:
    """Draw five bars a decision, the poorest fifth on top, the ends labelled."""
    bars, names, height = _places(refused)
    high = max(max(bar["to"] for bar in bars), 0.01)
    bare = {"axis": None}
    x, y = quantity("from", (0, high)) | bare, quantity("top", (height, 0)) | bare
    colour = {"field": "kind", "scale": {"domain": ["gate", "place"], "range": [ACCENT, COOL]}, "legend": None}
    corners = {"x": x, "x2": {"field": "to"}, "y": y, "y2": {"field": "bottom"}, "color": colour}
    place = {"x": at("at"), "y": quantity("y"), "text": words()}
    heads = [name for name in names if name["head"]]
    ends = [name for name in names if not name["head"]]
    return layered(
        marks(bars, "rect", corners),
        marks(heads, "text", place, align="left", fontWeight=600, fontSize=SIZE, color=INK),
        marks(ends, "text", place, align="left", dx=5, fontSize=SMALL, color=SOFT),
        width=width - RIGHT,
        height=height,
    )


def _places(refused: Sequence[RefusalShare]) -> tuple[list[Spec], list[Spec], float]:
    """The bars, the words, and the height of all, in pixels from the top."""
    bars: list[Spec] = []
    names: list[Spec] = []
    y = 0.0
    for title in dict.fromkeys(each.title for each in refused):
        names.append({"at": 0, "y": y + HEAD / 2, "words": title[:1].upper() + title[1:], "head": True})
        y += HEAD
        for each in (one for one in refused if one.title == title):
            whole, spot = each.by_gate + each.no_place, {"top": y, "bottom": y + BAR - 1.5}
            bars.append({**spot, "from": 0, "to": each.by_gate, "kind": "gate"})
            bars.append({**spot, "from": each.by_gate, "to": whole, "kind": "place"})
            if each.fifth in ENDS:
                label = f"{percent(whole)} {ENDS[each.fifth]}"
                names.append({"at": whole, "y": y + BAR / 2, "words": label, "head": False})
            y += BAR
        y += GAP
    return bars, names, y - GAP

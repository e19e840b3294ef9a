"""Movement between bands: where the people of each band after the first year are at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, layered, marks, words
from counterscore.report.charts.palette import ACCENT, COOL, INK, SMALL, SOFT
from counterscore.report.text.numbers import percent


@dataclass(frozen=True)
class Move:
    """How many went from one band to another; bands by their place, 0 the lowest."""

    before: int
    after: int
    people: int


LEFT, APART, MOST = 62, 400, 300


def moves(moved: Sequence[Move], bands: Sequence[str], width: int) -> Spec:
    """Draw a square for each pair of bands, deeper the larger its share of the row; downwards in the accent."""
    squares = _shares(moved, bands)
    labels = {"labelLimit": 90, "labelFontSize": SMALL}
    names, room = ("split(datum.label, ' ')", 20) if width < APART else ("datum.label", 6)
    across = labels | {"orient": "top", "labelAngle": 0, "domain": False, "ticks": False, "labelExpr": names}
    place = {
        "x": _band("after", bands, "band at the end", across | {"labelPadding": room}),
        "y": _band("before", list(reversed(bands)), None, labels),
    }
    colour = {
        "field": "way",
        "scale": {"domain": ["down", "same", "up"], "range": [ACCENT, SOFT, COOL]},
        "legend": None,
    }
    tint = {"field": "tint", "type": "quantitative", "scale": None}
    side = width - LEFT
    return layered(
        marks(squares, "rect", place | {"color": colour, "opacity": tint}),
        marks(squares, "text", place | {"text": words()}, fontSize=SMALL, color=INK),
        width=side,
        height=min(side, MOST),
    )


def _band(field: str, order: Sequence[str], title: str | None, axis: Spec) -> Spec:
    return {"field": field, "type": "nominal", "sort": list(order), "title": title, "axis": axis}


def _shares(moved: Sequence[Move], bands: Sequence[str]) -> list[Spec]:
    people = {(move.before, move.after): move.people for move in moved}
    squares: list[Spec] = []
    for before, from_ in enumerate(bands):
        whole = sum(people.get((before, after), 0) for after in range(len(bands)))
        for after, to in enumerate(bands):
            share = people.get((before, after), 0) / whole if whole else 0.0
            way = "same" if before == after else "down" if after < before else "up"
            tint, label = round(0.05 + 0.55 * share, 3), percent(share) if share else ""
            squares.append({"before": from_, "after": to, "way": way, "tint": tint, "words": label})
    return squares

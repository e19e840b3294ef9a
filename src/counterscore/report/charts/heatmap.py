"""A heat map: what each part of a regime, or each safeguard, does to each measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, hints, layered, marks, rows
from counterscore.report.charts.palette import ACCENT, COOL, INK, SMALL

_NARROW, _ROW = 400, 22
_STRONGEST = 0.85


@dataclass(frozen=True)
class HeatCell:
    """One cell: its `part` and `harm` in words, what is `written` in it, and its `weight`.

    A weight lies between -1 (reduces the harm most) and 1 (adds most to it), relative to the largest in its column.
    """

    part: str
    harm: str
    written: str
    weight: float


def heat(cells: Sequence[HeatCell], parts: Sequence[str], harms: Sequence[str], width: int) -> list[Spec]:
    """Draw parts by harms; on a narrow screen a few harms at a time.

    The hue and the sign in the cell show the direction, the depth of the colour how much.
    """
    most = 12 if width >= _NARROW else 3
    groups = [harms[k : k + most] for k in range(0, len(harms), most)]
    return [_heat(cells, parts, group, width) for group in groups]


def _heat(cells: Sequence[HeatCell], parts: Sequence[str], harms: Sequence[str], width: int) -> Spec:
    label, right = (270, 60) if width >= _NARROW else (150, 40)  # right: room for the last slanting name
    shown = [cell for cell in cells if cell.harm in harms]
    place = {
        "x": _axis("harm", harms, labelAngle=-40, labelLimit=140, orient="top"),
        "y": _axis("part", parts, labelLimit=label - 30),
    }
    high, height = (width - label - right) // max(len(harms), 1), _ROW * len(parts)
    layers = [
        _squares([cell for cell in shown if sign * cell.weight > 0], place, colour)
        for sign, colour in ((1, ACCENT), (-1, COOL))
    ]
    size = 11 if high >= 40 else 9
    text = marks(
        rows(shown), "text", {**place, "text": {"field": "written", "type": "nominal"}}, fontSize=size, color=INK
    )
    return layered(*layers, text, width=high * len(harms), height=height)


def _squares(cells: Sequence[HeatCell], place: Spec, colour: str) -> Spec:
    place = {**place, **hints(part="clause or safeguard", harm="measure", written="effect")}
    drawn = [{**row, "depth": _STRONGEST * abs(row["weight"]) ** 0.5} for row in rows(cells)]
    depth = {"field": "depth", "type": "quantitative", "scale": None}
    return marks(drawn, "rect", {**place, "opacity": depth}, color=colour)


def _axis(field: str, order: Sequence[str], **axis: object) -> Spec:
    looks = {"title": None, "domain": False, "ticks": False, "grid": False, "labelFontSize": SMALL, **axis}
    return {
        "field": field, "type": "nominal", "sort": list(order), "title": None, "axis": looks,
        "scale": {"domain": list(order)},
    }  # fmt: skip

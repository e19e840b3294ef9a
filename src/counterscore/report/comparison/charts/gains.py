"""Who loses and who gains: a bar on either side for each measure; and everybody's effect, from loss to gain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, hints, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, COOL, INK, SMALL, SOFT

APART, ROW = 400, 34


@dataclass(frozen=True)
class LossesAndGains:
    """One measure: shares of people who lose and gain, in per cent, with their intervals and as text."""

    title: str
    lose: float
    lose_low: float
    lose_high: float
    lose_words: str
    gain: float
    gain_low: float
    gain_high: float
    gain_words: str


@dataclass(frozen=True)
class EffectQuantile:
    """A percentile of the effect: `people` per cent of people have a smaller one."""

    people: float
    value: float


def both_sides(measures: Sequence[LossesAndGains], width: int) -> Spec:
    """Draw losers to the left and gainers to the right of a line, one measure under the other."""
    most = max([*(each.lose_high for each in measures), *(each.gain_high for each in measures), 1.0])
    most *= 1.3 if width >= APART else 1.7
    drawn = [
        {**row, "left": -row["lose"], "left_low": -row["lose_low"], "left_high": -row["lose_high"], "zero": 0}
        for row in rows(measures)
    ]
    tooltip = hints(title="measure", lose="lose, %", gain="gain, %")
    place = {"y": _named([each.title for each in measures], width), **tooltip}
    ends = (-most, most)
    title = "share of people who lose | gain, %" if width >= APART else "% who lose | gain"
    across = quantity("left", ends, title, labelExpr="abs(datum.value)", tickCount=6)
    bar: Spec = {"height": 14}
    layers = [
        marks(drawn, "bar", {**place, "x": across, "x2": {"field": "zero"}}, color=ACCENT, **bar),
        marks(drawn, "bar", {**place, "x": quantity("gain", ends), "x2": {"field": "zero"}}, color=COOL, **bar),
        _error(drawn, place, "left_low", "left_high", ends),
        _error(drawn, place, "gain_low", "gain_high", ends),
        _label(drawn, place, "left_high", "lose_words", "right", -5, ends),
        _label(drawn, place, "gain_high", "gain_words", "left", 5, ends),
        marks([{"at": 0}], "rule", {"x": quantity("at", ends)}, color=INK),
    ]
    return layered(*layers, width=width - _room(width), height=ROW * len(measures))


def _room(width: int) -> int:
    return 190 if width >= APART else 118


def _named(order: Sequence[str], width: int) -> Spec:
    axis = {"labelLimit": _room(width) - 8, "labelFontSize": SMALL, "ticks": False, "domain": False, "grid": False}
    return {"field": "title", "type": "nominal", "sort": list(order), "title": None, "axis": axis}


def _error(drawn: list[Spec], place: Spec, low: str, high: str, ends: tuple[float, float]) -> Spec:
    return marks(drawn, "rule", {**place, "x": quantity(low, ends), "x2": {"field": high}}, color=INK, strokeWidth=1)


def _label(
    drawn: list[Spec], place: Spec, at: str, field: str, align: str, away: int, ends: tuple[float, float]
) -> Spec:  # fmt: skip
    encoding = {**place, "x": quantity(at, ends), "text": words(field)}
    return marks(drawn, "text", encoding, align=align, dx=away, fontSize=SMALL, color=INK)


def curve(effects: Sequence[EffectQuantile], line: float, unit: str, width: int) -> Spec:
    """Draw everybody's effect in order, and the band within which placebo twins differ."""
    drawn = rows(effects)
    values = [each.value for each in effects] + [line, -line]
    ends = (min(values) * 1.05, max(values) * 1.05)
    x = quantity("people", (0, 100), "people in per cent, from the largest loss to the largest gain", tickCount=5)
    y = quantity("value", ends, None, tickCount=5)
    noise = [{"low": -line, "high": line, "from": 0, "to": 100}]
    band = {"x": quantity("from", (0, 100)), "x2": {"field": "to"}, "y": quantity("low", ends), "y2": {"field": "high"}}
    below = [{**row, "loss": min(row["value"], -line), "line": -line} for row in drawn]
    above = [{**row, "gain": max(row["value"], line), "line": line} for row in drawn]
    name = [{"people": 99, "value": line, "words": "no clear effect within this band"}]
    return layered(
        marks(noise, "rect", band, color=SOFT, opacity=0.14),
        marks(
            below,
            "area",
            {"x": x, "y": quantity("loss", ends, unit), "y2": {"field": "line"}},
            color=ACCENT,
            opacity=0.55,
        ),
        marks(above, "area", {"x": x, "y": quantity("gain", ends), "y2": {"field": "line"}}, color=COOL, opacity=0.6),
        marks(drawn, "line", {"x": x, "y": y, **hints(people="people, %", value=unit)}, color=INK, strokeWidth=1.6),
        marks([{"at": 0}], "rule", {"y": quantity("at", ends)}, color=SOFT, strokeDash=[3, 3]),
        marks(name, "text", {"x": x, "y": y, "text": words()}, align="right", dy=-7, fontSize=SMALL, color=SOFT),
        width=width - 52,
        height=120 + width / 5,
    )

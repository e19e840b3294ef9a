"""The picture of an attribution: clauses by measures."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.protocol import Measure
from counterscore.report.charts.heatmap import HeatCell, heat
from counterscore.report.page.model import Picture, Swatch
from counterscore.report.text.effects import short
from counterscore.study.attribute import Attribution
from counterscore.study.headlines import HEADLINES, harm

_LEAST = 0.1  # a cell shows its figure if that is at least this share of the largest in its column


def picture(result: Attribution) -> Picture:
    """Return the heat map of an attribution: a column for each measure, a row for each clause."""
    measures = [each for each in result.study.asked.measures if result.whole[each.id].value is not None]
    if not result.study.named:  # all measures of a comparison would be too many for a picture
        measures = [each for each in measures if each.id in HEADLINES]
    cells = [cell for measure in measures for cell in _column(result, measure)]
    parts, harms = [party.title for party in result.parties], [measure.title for measure in measures]
    return Picture(
        name="clauses",
        finding="The effect of each clause on each measure",
        legend=(
            "Each column is a measure. ", Swatch("accent", "the clause adds to the harm"), ", ",
            Swatch("cool", "it reduces the harm"), "; where neither direction is better: more, less. A deeper colour "
            "means a larger share of the largest effect in the column. Empty cells: no clear effect.",
        ),
        caption=_caption(result),
        description="A table of clauses by measures; the tables below give the same figures.",
        charts=lambda width: heat(cells, parts, harms, width),
    )  # fmt: skip


def _caption(result: Attribution) -> str:
    if result.method != "leave-one-out":
        return f"Averages over {result.orders} sampled orders. In each order the effects add up to the whole."
    return "The world without one clause at a time. The effects need not add up: some need several clauses together."


def _column(result: Attribution, measure: Measure) -> Iterator[HeatCell]:
    parts = result.parts[measure.id]
    clear = {name: part.value or 0.0 for name, part in parts.items() if part.sure or part.low is None}
    largest = max(map(abs, clear.values()), default=0.0) or 1.0
    for party in result.parties:
        value = clear.get(party.id, 0.0)
        way = harm(measure.about, value)
        weight = (value if way is None else way) / largest
        written = short(value, measure.about.unit) if abs(weight) >= _LEAST else ""
        yield HeatCell(party.title, measure.title, written, weight)

"""The population pyramid: women and men by age, fitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterscore.report.charts.grammar import Spec, layered, marks
from counterscore.report.charts.palette import ACCENT, SMALL, SOFT
from counterscore.report.charts.svg import WIDE
from counterscore.society.load import Society
from counterscore.society.targets import check
from published.section import Row, Section
from published.tables import misses, rows_of

TABLE = "pyramid"


def section(society: Society) -> Section | None:
    """Return the pyramid beside the census, or None if the society is not fitted to one."""
    report = check(society.file)
    table = next((each for each in report.tables if each.id == TABLE), None)
    if table is None:
        return None
    rows = rows_of(table)
    return Section(
        id=TABLE,
        title="Pyramid",
        made=f"{report.citizens:,} people drawn with people seed {report.seed}; shares of the population.",
        rows=rows,
        misses=misses(table.title, rows),
        picture=_chart(rows),
        caption="Share of the population by sex and age: bars are synthetic people, lines the census.",
    )


def _chart(rows: Sequence[Row]) -> Spec:
    drawn = list(_bars(rows))
    ages = list(dict.fromkeys(each["age"] for each in drawn))
    most = max(max(row.synthetic, row.published or 0.0) for row in rows) * 1.1
    axis = {"title": None, "domain": False, "ticks": False, "grid": False, "labelFontSize": SMALL}
    y = {"field": "age", "type": "nominal", "sort": ages[::-1], "axis": axis, "scale": {"domain": ages[::-1]}}
    x = {
        "type": "quantitative", "scale": {"domain": [-most, most], "nice": False},
        "title": "men, share of the population, women", "axis": {"labelExpr": "format(abs(datum.value), '.1%')"},
    }  # fmt: skip
    bars = marks(drawn, "bar", {"x": {"field": "synthetic", **x}, "y": y, "color": {"value": SOFT}}, opacity=0.5)
    ticks = marks(
        drawn, "tick", {"x": {"field": "published", **x}, "y": y, "color": {"value": ACCENT}}, thickness=2, size=13
    )
    return layered(bars, ticks, width=WIDE - 120, height=16 * len(ages))


def _bars(rows: Sequence[Row]) -> Iterator[dict[str, float | str]]:
    """Yield each row; men to the left."""
    for row in rows:
        sex, age = row.what.split(", aged ")
        side = -1 if sex == "men" else 1
        yield {"age": age, "synthetic": side * row.synthetic, "published": side * (row.published or 0.0)}

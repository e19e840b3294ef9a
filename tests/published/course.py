"""Births, separations, towns and deaths over forty years without a regime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from counterscore.report.charts.grammar import Spec, layered, marks, quantity
from counterscore.report.charts.palette import ACCENT, SOFT
from counterscore.report.charts.svg import WIDE
from published.section import Kind, Row, Section
from published.spread import interval, over_seeds
from society.lifecourse import FILE, PUBLISHED

# An error up to these counts as met: children a woman, divorces per thousand people, percentage points a year.
_FERTILITY, _DIVORCES, _RISE = 0.1, 0.3, 0.25
_TITLES = {
    "fertility": "total fertility", "divorces": "divorces a year per thousand people",
    "rise": "rise of the urban share, percentage points a year",
}  # fmt: skip
_SOURCES = {
    "fertility": "census 2020 (R)",
    "divorces": "Ministry of Civil Affairs 2016 (R)",
    "rise": "census 2010 to 2020 (R)",
}


def section() -> Section:
    """Return what was recorded of the course of life beside published figures."""
    record = json.loads(FILE.read_text(encoding="utf-8"))
    rows = (
        *(_row("fertility", "fitted", at, each["fertility"], _FERTILITY) for at, each in enumerate(record["decades"])),
        *(_row("divorces", "fitted", at, each["divorces"], _DIVORCES) for at, each in enumerate(record["decades"])),
        *(_row("rise", "compared", at, rise, _RISE) for at, rise in enumerate(_rises(record["decades"]))),
    )
    return Section(
        id="course",
        title="Births, separations, towns, deaths",
        made=f"{record['citizens']:,} people for 40 years without a regime, {len(record['seeds'])} people seeds.",
        rows=rows,
        misses=tuple(
            f"{row.what[:1].upper()}{row.what[1:]}: {row.synthetic:.2f}, published {row.published:.2f}."
            for row in rows
            if row.missed
        ),
        picture=_chart(record["deaths"]),
        caption="Deaths in forty years by age group: points are synthetic people, the line what the published table of "
        "death rates gives for people of their age and sex.",
        notes=("Births are fitted in the first decade; later decades follow from who lives with whom.",),
    )


def _rises(decades: Sequence[dict[str, Any]]) -> list[list[float]]:
    """Return the rise of the urban share in each decade, in percentage points a year, by people seed."""
    ends = [[PUBLISHED["urban"]] * len(decades[0]["urban"]), *(each["urban"] for each in decades)]
    return [[10 * (after - before) for before, after in zip(*pair, strict=True)] for pair in pairwise(ends)]


def _row(key: str, kind: Kind, decade: int, values: list[float | None] | list[float], tolerance: float) -> Row:
    found = over_seeds(list(values))
    return Row(
        what=f"{_TITLES[key]}, years {10 * decade + 1} to {10 * decade + 10}", published=PUBLISHED[key],
        synthetic=float(found.value or 0.0), kind=kind, source=_SOURCES[key], tolerance=tolerance,
        note=interval(found),
    )  # fmt: skip


def _chart(deaths: Sequence[dict[str, Any]]) -> Spec:
    ages = sorted({each["from"] for each in deaths})
    drawn = [
        {"age": age, **{key: sum(each[key] for each in deaths if each["from"] == age) for key in ("died", "by-table")}}
        for age in ages
    ]
    top = max(max(each["died"], each["by-table"]) for each in drawn) * 1.05
    x = quantity("age", (0, max(ages)), "age, from")
    line = marks(drawn, "line", {
        "x": x, "y": quantity("by-table", (0, top), "deaths"), "color": {"value": ACCENT},
    })  # fmt: skip
    points = marks(
        drawn, "point", {"x": x, "y": {"field": "died", "type": "quantitative"}, "color": {"value": SOFT}},
        filled=True, size=50,
    )  # fmt: skip
    return layered(line, points, width=WIDE - 60, height=220)

"""Mobility across generations: 40 years without a regime."""

from __future__ import annotations

from typing import Any

from published.section import Row, Section
from published.spread import interval, over_seeds

FIELD = 0.05  # an error up to this is called met


def section(figures: dict[str, Any], record: dict[str, Any]) -> Section:
    """Return the slopes of grown children's income on their parents' beside published ones."""
    rows = tuple(_row(each, record["mobility"][each["measure"]]["all"]) for each in figures["mobility"])
    return Section(
        id="mobility",
        title="Mobility across generations",
        made=(
            f"{record['citizens']:,} people for {record['years']} years without a regime, "
            f"{len(record['mobility']['parent-rank-slope']['all'])} people seeds; measures `parent-rank-slope` and "
            "`parent-elasticity`."
        ),
        rows=rows,
        misses=tuple(
            f"The {row.what}: {row.synthetic:.2f}, published {row.published:.2f}." for row in rows if row.missed
        ),
        notes=("The two published elasticities are of different people and do not fit each other.",),
    )


def _row(each: dict[str, Any], values: list[float | None]) -> Row:
    found = over_seeds(values)
    if found.value is None:
        raise ValueError(f"the record has no value of {each['measure']}: record it again")
    return Row(
        what=each["what"], published=each["value"], synthetic=found.value, kind="compared", source=each["source"],
        tolerance=FIELD, note=interval(found),
    )  # fmt: skip

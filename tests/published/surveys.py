"""Opinions beside surveys: figures that a society's file holds out, which no number of it was set from."""

from __future__ import annotations

from typing import Any

from counterscore.catalogue.measures_file import known
from counterscore.catalogue.origins import HeldOut
from counterscore.society.load import Society
from published.section import Row, Section
from published.spread import interval, over_seeds

FIELD = 0.05  # an error up to five percentage points is called met
_GROUPS = {
    "income-1": "poorest fifth", "income-5": "richest fifth", "rural": "rural", "urban": "urban",
    "age-18-39": "aged 18 to 39", "age-60-up": "aged 60 and over",
}  # fmt: skip


def section(society: Society, record: dict[str, Any]) -> Section | None:
    """Return opinions beside held-out surveys; None for a society that declares no opinions."""
    if society.file.opinions is None or "opinions" not in record:
        return None
    opinions = record["opinions"]
    rows = [row for each in society.file.held_out if (row := _row(each, opinions)) is not None]
    rows += [_of_group("approval", group, opinions) for group in _GROUPS]
    return Section(
        id="opinions",
        title="Opinions",
        made=(
            f"{record['citizens']:,} people for {record['years scored']} years under citizen-score. Resting levels "
            "are assumed in the middle of the scale, and nothing was fitted to a survey. The surveys asked about "
            "several local and commercial schemes, not about this one."
        ),
        rows=tuple(rows),
        misses=tuple(f"{row.what}: {row.synthetic:.0%}, published {row.published:.0%}." for row in rows if row.missed),
        notes=tuple(f"{each.what} ({each.source})" for each in society.file.held_out if each.measure in opinions),
    )


def _row(each: HeldOut, opinions: dict[str, Any]) -> Row | None:
    if each.value is None or each.measure not in opinions:
        return None
    found = over_seeds(opinions[each.measure]["all"])
    return Row(
        what=known(each.measure).title, published=each.value, synthetic=float(found.value or 0.0), kind="held out",
        source=each.source, tolerance=FIELD, note=interval(found),
    )  # fmt: skip


def _of_group(measure: str, group: str, opinions: dict[str, Any]) -> Row:
    found = over_seeds(opinions[measure][group])
    return Row(
        what=f"{known(measure).title}: {_GROUPS[group]}", published=None, synthetic=float(found.value or 0.0),
        kind="compared", source="published only as more or less than others", note=interval(found),
    )  # fmt: skip

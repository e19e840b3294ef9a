"""Published tables, fitted and held out, and figures held out before anything was fitted."""

from __future__ import annotations

from counterscore.society.load import Society
from counterscore.society.targets import TargetReport, check
from published import pyramid
from published.section import Row, Section
from published.tables import misses, rows_of

FIELD = 0.05  # a figure that was held out counts as met within 5 %


def section(society: Society) -> Section | None:
    """Return the tables beside those of newly drawn people, or None if the society is not fitted to tables."""
    report = check(society.file)
    tables = [each for each in report.tables if each.id != pyramid.TABLE]
    if not tables:
        return None
    rows = tuple(
        row._replace(what=f"{table.title}: {row.what}") for table in tables for row in rows_of(table)
    )  # fmt: skip
    figures = _figures(report)
    return Section(
        id="joint",
        title="Joint tables",
        made=f"{report.citizens:,} people drawn with people seed {report.seed}; shares of the people of each table.",
        rows=(*rows, *figures),
        misses=(
            *(miss for table in tables for miss in misses(table.title, rows_of(table))),
            *(f"{row.what} is missed." for row in figures if row.missed),
        ),
    )


def _figures(report: TargetReport) -> tuple[Row, ...]:
    return tuple(
        Row(
            what=each.title, published=each.published, synthetic=each.synthetic, kind="held out", source=each.source,
            tolerance=FIELD * each.published,
        )
        for each in report.held_out
    )  # fmt: skip

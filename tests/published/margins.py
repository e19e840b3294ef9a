"""The margins: published figures that the people are drawn to match."""

from __future__ import annotations

from counterscore.society.load import Society
from counterscore.society.targets import TargetReport, check
from published.section import Row, Section


def section(society: Society) -> Section:
    """Return the targets of a society beside those of newly drawn people."""
    report = check(society.file)
    return Section(
        id="margins",
        title="Margins",
        made=f"{report.citizens:,} people drawn with people seed {report.seed}; nothing is simulated.",
        rows=tuple(_rows(report)),
        misses=tuple(f"{row.title} is missed." for row in report.rows if not row.ok),
    )


def _rows(report: TargetReport) -> list[Row]:
    return [
        Row(
            what=each.title, published=each.published, synthetic=each.synthetic, kind="fitted", source=each.source,
            tolerance=each.tolerance,
        )
        for each in report.rows
    ]  # fmt: skip

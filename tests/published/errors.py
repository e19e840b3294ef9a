"""A chart of errors: a point for each figure, and the error that counts as met."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.report.charts.grammar import Spec
from counterscore.report.charts.intervals import ShareBar, bars
from counterscore.report.charts.svg import WIDE
from published.section import Row

_LONGEST = 44


def errors(rows: Sequence[Row]) -> Spec:
    """Draw the error of each row as a share of its published value; what is missed stands out."""
    names = [row.what for row in rows]
    lines = [_bar(row, names.count(row.what) > 1) for row in rows if row.published]
    far = max((max(abs(line.value), line.high) for line in lines), default=0.0) * 1.1 or 1.0
    return bars(lines, "error, as a share of the published value", WIDE, (-far, far))


def _bar(row: Row, shared: bool) -> ShareBar:
    """Return the line of a row. `shared`: other rows have its name, so its published value is added."""
    published = row.published or 1.0
    met = (row.tolerance or 0.0) / abs(published)
    name = f"{row.what}, {published:g}" if shared else row.what
    name = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return ShareBar(name, (row.error or 0.0) / abs(published), -met, met, row.missed)

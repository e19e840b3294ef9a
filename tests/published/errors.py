"""A chart of errors: a point for each figure, and the error that counts as met."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.report.charts.grammar import Spec
from counterscore.report.charts.intervals import ShareBar, bars
from counterscore.report.charts.svg import WIDE
from published.section import Row

_LONGEST, _END = 32, 19


def errors(rows: Sequence[Row]) -> Spec:
    """Draw the error of each row as a share of its published value; what is missed stands out."""
    names = _names(rows)
    shared = {name for name in names if names.count(name) > 1}
    lines = [_bar(row, name, name in shared) for row, name in zip(rows, names, strict=True) if row.published]
    far = max((max(abs(line.value), line.high) for line in lines), default=0.0) * 1.1 or 1.0
    return bars(lines, "error, as a share of the published value", WIDE, (-far, far))


def _names(rows: Sequence[Row]) -> list[str]:
    """Return what each row is called: without the title of its table, unless another row would then be called so."""
    short = [row.what.rsplit(": ", 1)[-1] for row in rows]
    return [row.what if short.count(name) > 1 else name for row, name in zip(rows, short, strict=True)]


def _bar(row: Row, name: str, shared: bool) -> ShareBar:
    """Return the line of a row. `shared`: other rows have its name, so its published value is added."""
    published = row.published or 1.0
    met = (row.tolerance or 0.0) / abs(published)
    name = f"{name}, {published:g}" if shared else name
    name = name if len(name) <= _LONGEST else f"{name[: _LONGEST - _END - 1]}…{name[-_END:]}"
    return ShareBar(name, (row.error or 0.0) / abs(published), -met, met, row.missed)

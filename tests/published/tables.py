"""Rows of published tables, of which each cell is a share."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.society.joint_check import TableResult
from published.section import Row


def rows_of(table: TableResult) -> tuple[Row, ...]:
    """Return a row for each cell of a table."""
    kind = "fitted" if table.use == "fitted" else "held out"
    return tuple(
        Row(
            what=cell.title, published=cell.published, synthetic=cell.synthetic, kind=kind, source=table.source,
            tolerance=table.tolerance,
        )
        for cell in table.cells
    )  # fmt: skip


def misses(title: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return how many shares of a table are missed, and by how much, in words; nothing if none is."""
    missed = [row for row in rows if row.missed]
    if not missed:
        return ()
    most = max(abs(row.error or 0.0) for row in missed)
    return (f"{title[:1].upper()}{title[1:]}: {len(missed)} of {len(rows)} shares, by up to {100 * most:.1f} points.",)

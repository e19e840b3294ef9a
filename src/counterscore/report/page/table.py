"""A table in HTML that a screen reader can follow and a narrow screen can scroll."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from counterscore.report.page.markup import plain
from counterscore.report.page.model import Cell, Table


def table(each: Table) -> str:
    """Return a table as HTML, under its title and caption if it has one.

    >>> table(Table(title="Ages", heads=["id", "age"], rows=[["4", "31"]])).count("<td")
    1
    """
    return frame(each) if each.caption is None else f"{_titled(each, each.caption)}\n{frame(each)}"


def _titled(each: Table, caption: str) -> str:
    return f'<h3>{plain(each.title)}</h3>\n<p class="key">{each.about} {plain(caption)}</p>'


def frame(each: Table) -> str:
    """Return the table alone: a head for each column, and the first cell of a row as its head."""
    top = "".join(f'<th scope="col"{_kind(k, each.numbers)}>{plain(head)}</th>' for k, head in enumerate(each.heads))
    body = "".join(f"<tr>{_row(row, each.numbers)}</tr>" for row in each.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(each.title)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[Cell], numbers: Sequence[int]) -> str:
    first, *rest = row
    cells = [f'<th scope="row">{plain(first or "")}</th>']
    cells += [f"<td{_kind(column, numbers)}>{plain(cell or '')}</td>" for column, cell in enumerate(rest, 1)]
    return "".join(cells)


def _kind(column: int, numbers: Sequence[int]) -> str:
    return ' class="number"' if column in numbers else ""

"""A table in HTML that a screen reader can follow and a narrow screen can scroll."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import count

Cell = str | None
PEOPLE = "Synthetic people."


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], numbers: Sequence[int]) -> str:
    """Return a table with a head for each column and the first cell of a row as its head.

    `numbers`: the columns that are set flush right; a cell of None holds nothing. Every cell is plain text.

    >>> table("ages", ["id", "age"], [["4", "31"]], numbers=[1]).count("<td")
    1
    """
    top = "".join(f'<th scope="col"{_kind(column, numbers)}>{escape(head)}</th>' for column, head in enumerate(heads))
    body = "".join(f"<tr>{_row(row, numbers)}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def titled(
    title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], words: int = 0
) -> str:  # fmt: skip
    """Return a table under its title and a note on it, all columns flush right but the first and so many of `words`.

    >>> titled("Ages", "Synthetic people.", ["id", "age"], [["4", "31"]]).split("<p")[0].strip()
    '<h3>Ages</h3>'
    """
    numbers = range(1 + words, len(heads))
    return f'<h3>{title}</h3>\n<p class="key">{note}</p>\n{table(title, heads, rows, numbers)}'


def _row(row: Sequence[Cell], numbers: Sequence[int]) -> str:
    first, *rest = row
    cells = [f'<th scope="row">{escape(first or "")}</th>']
    cells += [
        f"<td{_kind(column, numbers)}>{escape(cell or '')}</td>" for column, cell in zip(count(1), rest, strict=False)
    ]
    return "".join(cells)


def _kind(column: int, numbers: Sequence[int]) -> str:
    return ' class="number"' if column in numbers else ""

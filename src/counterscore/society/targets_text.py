"""The result of `check` as text, with one aligned table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterscore.society.targets import Aside, TargetReport, TargetResult

_HEAD = ("target", "published", "synthetic", "error", "tolerance", "", "source")
_TOLERANCE = "within 2 % or what the target says, or three standard errors"
_THOUSAND = 1000
_RIGHT = range(1, 5)


def text_of(report: TargetReport) -> str:
    """Return the report as text."""
    conditions = [f"  {_mark(part.ok)} {part.text}" for part in report.conditions]
    aside = [line for part in report.set_aside for line in _aside(part)]
    met = sum(row.ok for row in report.rows)
    return "\n".join(
        [
            f"{report.society}: are the published figures consistent?",
            *conditions,
            *(["", "Published figures that are not used as targets:", *aside] if aside else []),
            "",
            f"{report.citizens:,} synthetic people, drawn with people seed {report.seed}:",
            *_table([_HEAD, *(_cells(row) for row in report.rows)]),
            "",
            f"{met} of {len(report.rows)} targets met ({_TOLERANCE}, clustered by household).",
            *_tables(report),
        ]
    )


def _tables(report: TargetReport) -> list[str]:
    """Return the published tables, those that were held out last, with the error of each cell."""
    lines: list[str] = []
    for table in report.tables:
        kind = "fitted" if table.use == "fitted" else "held out: nothing was fitted to it"
        largest = f"largest error {100 * table.largest:.2f} percentage points"
        lines += ["", f"{table.title} ({kind}; {largest}), {table.source}:"]
        rows = [
            (c.title, *(f"{100 * x:.2f} %" for x in (c.published, c.synthetic)), _points(c.error)) for c in table.cells
        ]
        lines += _columns([("", "published", "synthetic", "error"), *rows])
    for figure in report.held_out:
        error = f"{100 * (figure.synthetic / figure.published - 1):+.1f} %"
        values = f"published {_number(figure.published)}, synthetic {_number(figure.synthetic)}, error {error}"
        lines += ["", f"{figure.title} (held out): {values}, {figure.source}"]
    return lines


def _points(error: float) -> str:
    return f"{100 * error:+.2f} points"


def _columns(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    cells = [
        [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    ]
    return ["  " + "  ".join(row).rstrip() for row in cells]


def _mark(ok: bool) -> str:
    return "ok" if ok else "NO"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:.4g}"


def _aside(aside: Aside) -> list[str]:
    lines = [f"  {aside.title}: {_number(aside.value)}, {aside.source}", f"     {aside.reason}"]
    if aside.verdict:
        ruling = "so this figure is ruled out" if aside.verdict.ok else "NO: this figure is still possible"
        lines.append(f"     {aside.verdict.text}, {ruling}")
    return lines


def _cells(row: TargetResult) -> tuple[str, ...]:
    percent = 100 / abs(row.published) if row.published else 0.0
    error, tolerance = f"{row.error * percent:+.2f} %", f"{row.tolerance * percent:.2f} %"
    return row.title, _number(row.published), _number(row.synthetic), error, tolerance, _mark(row.ok), row.source


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return ["  " + "  ".join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row: tuple[str, ...], widths: list[int]) -> list[str]:
    sides = [str.rjust if column in _RIGHT else str.ljust for column in range(len(row))]
    return [side(cell, width) for side, cell, width in zip(sides, row, widths, strict=True)]

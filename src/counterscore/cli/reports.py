"""Print a report and write it to a folder, in the same way for every kind of result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from counterscore.report.page.model import Page
    from counterscore.report.protocol import Printable, Report

PAGE = "report.html"


def show(report: Printable, form: str) -> None:
    """Print a report as text, or as JSON."""
    click.echo(report.text() if form == "text" else document(report))


def document(report: Printable) -> str:
    """Return a report as a JSON document."""
    return json.dumps(report.json(), indent=2)


def write(report: Report, folder: Path, name: str, *, page: bool = True) -> Page | None:
    """Write a report to a folder, as JSON to the file `name` and as a page if `page`; return the page."""
    (folder / name).write_text(document(report) + "\n", encoding="utf-8")
    if not page:
        return None
    from counterscore.report.page.html import write as write_page

    made = report.page()
    write_page(made, folder / PAGE)
    return made


def say_where(folder: Path, form: str, *, page: bool = True) -> None:
    """Print where the report was written, after a report printed as text."""
    if form == "text":
        click.echo(f"\nopen {folder / PAGE}" if page else f"\nwritten to {folder}")

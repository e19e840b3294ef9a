"""The methods that every report has."""

from __future__ import annotations

from typing import Protocol

from counterscore.report.page.model import Page


class Printable(Protocol):
    """What can be printed as text or as JSON."""

    def text(self) -> str:
        """Return the report in words, ready to be printed."""
        ...

    def json(self) -> object:
        """Return the report as lists, dicts, numbers and strings; null where a figure cannot be computed."""
        ...


class Report(Printable, Protocol):
    """A report that has a page as well. Each kind of result has one class that does this."""

    def page(self) -> Page:
        """Return the page: words, pictures and tables. It may take seconds, as some pictures need a world simulated."""
        ...

"""A page as one self-contained HTML file: opening it sends no request anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

from counterscore.report.page.blocks import paragraph, section
from counterscore.report.page.markup import plain
from counterscore.report.page.model import Page, Picture, Reproduction, Table
from counterscore.report.page.picture import picture
from counterscore.report.page.table import table
from counterscore.report.page.themes import fronted, themed

SYNTHETIC = (
    "Synthetic people only. Everyone on this page was drawn by a computer from published aggregates and declared "
    "assumptions. Nobody here exists."
)
NO_FORECAST = "A model of synthetic people, not a forecast of any country and not a description of anybody."


@dataclass(frozen=True)
class Widgets:
    """How pictures and tables become HTML, and the `scripts` at the end of the page."""

    picture: Callable[[Picture], str]
    table: Callable[[Table], str]
    scripts: str = ""


def write(page: Page, path: Path) -> None:
    """Write the page to a file. Raises OSError when it cannot be written."""
    path.write_text(html(page), encoding="utf-8")


def html(page: Page) -> str:
    """Return the page as HTML, without a script unless it is interactive."""
    widgets = _widgets(page)
    return framed(
        page.title,
        header=f'<p class="synthetic">{SYNTHETIC}</p>\n<h1>{plain(page.title)}</h1>\n'
        f'<p class="byline">{plain(page.byline)}</p>',
        main=_main(page, widgets),
        footer=f"<p>{NO_FORECAST} Made by Counterscore {version('counterscore')}.</p>",
        scripts=widgets.scripts,
    )


def framed(title: str, *, header: str, main: str, footer: str, style: str = "", scripts: str = "") -> str:
    """Return parts that are HTML as a whole page in the type and colours of the reports. `style`: rules of its own."""
    room = files("counterscore.report.page")
    return Template((room / "page.html").read_text(encoding="utf-8")).substitute(
        title=plain(title),
        style=(room / "style.css").read_text(encoding="utf-8") + style,
        header=header,
        main=main,
        footer=footer,
        scripts=scripts,
    )


def _widgets(page: Page) -> Widgets:
    if not page.interactive:
        return Widgets(picture, table)
    from counterscore.report.page import interactive, typeset  # slow to import

    return Widgets(interactive.picture, typeset.table, interactive.scripts())


def _main(page: Page, widgets: Widgets) -> str:
    words = "\n".join(map(paragraph, page.words))
    parts = [
        fronted(page.front),
        themed(page.themes, first_open=not page.front),
        f'<section class="words" aria-label="{escape(page.words_label)}">\n{words}\n</section>',
        *map(widgets.picture, page.pictures),
        page.drawing,
        '<section aria-labelledby="figures">\n<h2 id="figures">The figures</h2>',
        *map(widgets.table, page.tables),
        "</section>",
        *map(section, page.sections),
        _reproduction(page.reproduction),
    ]
    return "\n".join(filter(None, parts))


def _reproduction(each: Reproduction) -> str:
    provenance = "".join(f"\n{paragraph(words)}" for words in each.provenance)
    return (
        '<section aria-labelledby="again">\n<h2 id="again">Run it again</h2>\n'
        f"<p>{plain(each.promise)} On the command line:</p>\n"
        f'<pre tabindex="0" aria-label="The command"><code>{escape(each.command)}</code></pre>\n<p>In Python:</p>\n'
        f'<pre tabindex="0" aria-label="The Python"><code>{escape(each.python)}</code></pre>{provenance}\n</section>'
    )

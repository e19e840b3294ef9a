"""A study as one page that stands alone: words, pictures, tables, how to run it again. No script and no request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

from counterscore.report.charts import svg as draw
from counterscore.report.charts.grammar import Spec
from counterscore.report.page.table import Cell, table
from counterscore.report.page.themes import Theme, themed
from counterscore.report.run.report import tight

Drawn = Callable[[int], Sequence[Spec]]


@dataclass(frozen=True)
class Figure:
    """A picture: its finding, what its marks mean (`key`, HTML), a caption, a description, and its charts by width."""

    name: str
    finding: str
    key: str
    caption: str
    described: str
    charts: Drawn
    tag: str = "emergent"


@dataclass(frozen=True)
class Table:
    """A table with its title and caption; `numbers`: the columns set flush right."""

    title: str
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]


@dataclass(frozen=True)
class Section:
    """A part of the page before the last, under a heading: `name` is its anchor, `content` is HTML."""

    name: str
    title: str
    content: str


@dataclass(frozen=True)
class Page:
    """What a study's page says. `words`: paragraphs; `command`, `python`: how to run it again.

    `themes`: findings, before the words; `sections`: more parts of the page.
    """

    title: str
    byline: str
    words: Sequence[str]
    figures: Sequence[Figure]
    tables: Sequence[Table]
    command: str
    python: str
    themes: Sequence[Theme] = ()
    sections: Sequence[Section] = ()


@dataclass(frozen=True)
class Look:
    """How figures and tables become HTML, and the `scripts` at the end of the page."""

    figure: Callable[[Figure], str]
    table: Callable[[Table], str]
    scripts: str = ""


def write(page: Page, path: Path) -> None:
    """Write the page to a file. Raises OSError when it cannot be written."""
    path.write_text(html(page), encoding="utf-8")


def html(page: Page, look: Look | None = None) -> str:
    """Return the page as HTML, without a script unless the look brings some."""
    drawn = look or Look(_figure, _table)
    return Template((files("counterscore.report.page") / "page.html").read_text(encoding="utf-8")).substitute(
        title=tight(escape(page.title)),
        style=(files("counterscore.report.page") / "style.css").read_text(encoding="utf-8"),
        byline=escape(page.byline),
        themes=themed(page.themes),
        words="\n".join(f"<p>{tight(escape(words, quote=False))}</p>" for words in page.words),
        sections="\n".join(map(_section, page.sections)),
        figures="\n".join(map(drawn.figure, page.figures)),
        tables="\n".join(map(drawn.table, page.tables)),
        scripts=drawn.scripts,
        command=escape(page.command),
        python=escape(page.python),
        version=version("counterscore"),
    )


def _section(section: Section) -> str:
    return (
        f'<section aria-labelledby="{section.name}">\n<h2 id="{section.name}">{escape(section.title)}</h2>\n'
        f"{section.content}\n</section>"
    )


def _figure(figure: Figure) -> str:
    charts = "\n".join(
        f'<div class="{kind}">'
        f"{draw.svg(chart, f'{figure.name}-{kind}-{place}', figure.finding, figure.described)}</div>"
        for kind, width in (("wide", draw.WIDE), ("narrow", draw.NARROW))
        for place, chart in enumerate(figure.charts(width))
    )
    return captioned(figure, charts)


def captioned(figure: Figure, charts: str) -> str:
    """Return charts as a figure under their finding, with key and caption."""
    caption = f'{tight(escape(figure.caption))} <span class="tag">{figure.tag}</span> Synthetic people.'
    return (
        f'<figure id="{figure.name}">\n<h2>{tight(escape(figure.finding))}</h2>\n<p class="key">{figure.key}</p>\n'
        f"{charts}\n<figcaption>{caption}</figcaption>\n</figure>"
    )


def _table(each: Table) -> str:
    return (
        f'<h3>{tight(escape(each.title))}</h3>\n<p class="key">Synthetic people. {tight(escape(each.caption))}</p>\n'
        f"{table(each.title, each.heads, each.rows, each.numbers)}"
    )

"""report.html: what happened to these synthetic people, in words, pictures and tables, in one file without a script."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from counterscore.catalogue.mechanisms import mechanisms
from counterscore.flow.figure import figure
from counterscore.report.charts import svg as draw
from counterscore.report.run import elements, findings, firms, pictures, privacy, provenance, standings, tables
from counterscore.report.run import reproduce as again
from counterscore.report.run import tactics as ways
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.pictures import Picture
from counterscore.report.run.requests import Decided, decided
from counterscore.report.run.summary import sentences
from counterscore.report.text.numbers import span

if TYPE_CHECKING:
    from counterscore.run.reading import Run

WIDTHS = {"wide": draw.WIDE, "narrow": draw.NARROW}
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"


def write(run: Run, path: Path) -> None:
    """Write the report of a run. It stands alone: whoever opens it sends no request anywhere.

    Raises OSError when the file cannot be written.
    """
    path.write_text(html(run), encoding="utf-8")


def html(run: Run) -> str:
    """Return the report of a run as HTML."""
    monthly, requests = Monthly(run.months), decided(run)
    shown = [*pictures.pictures(run, monthly, requests, standings.scored(run)), *firms.pictures(run)]
    parts = {
        **_words(run, requests, shown),
        "pictures": "\n".join(map(_figure, shown)),
        "flow": figure(run.regime.file),
        "tables": _tables(run, monthly, requests),
        "elements": elements.elements(run, monthly, requests),
        "mechanisms": _mechanisms(monthly),
        "sources": provenance.sources(run),
        "provenance": provenance.made(run),
        "command": escape(again.command(run)),
        "python": escape(again.python(run)),
    }
    return Template(_read("run", "template.html")).substitute(parts, style=_read("page", "style.css"))


def _tables(run: Run, monthly: Monthly, requests: list[Decided]) -> str:
    """The tables, those that have nothing to tell left out."""
    told = [tables.refused(run, requests)] * bool(requests) + [tables.groups(run, monthly)]
    told += [tables.enrolment(run, monthly), tables.staying_out(run, monthly), ways.ways_round(run, monthly)]
    told += [privacy.known(run)]
    told += firms.tables(run)
    return "\n".join(table for table in told if table)


def _words(run: Run, requests: list[Decided], shown: list[Picture]) -> dict[str, str]:
    made = run.manifest
    lowest = next((f"{each.finding[:1].lower()}{each.finding[1:]}" for each in shown if each.name == "moves"), None)
    byline = (
        f"{made.citizens:,} synthetic citizens of the society {made.society.id}, {span(made.months)} under the regime "
        f"{made.regime.id}. People seed {made.people_seed}, luck seed {made.seed}."
    )
    *told, twin = sentences(run)
    paragraphs = [told[:1], told[1:4], told[4:]]
    return {
        "title": tight(escape(findings.headline(run, [lowest, findings.widest_gap(requests)]))),
        "byline": escape(byline),
        "version": escape(made.versions["counterscore"]),
        "words": "\n".join(_paragraph(" ".join(part)) for part in paragraphs if part) + _twin(twin),
    }


def _paragraph(words: str) -> str:
    return f"<p>{tight(escape(words, quote=False))}</p>"


def _twin(sentence: str) -> str:
    """The last sentence, which ends in a command."""
    words, command = sentence.rsplit(": ", 1)
    return f'<p class="twin">{tight(escape(words, quote=False))}: <code>{escape(command)}</code></p>'


def tight(words: str) -> str:
    """Keep a per cent sign with its number.

    >>> tight("31 %").encode("ascii", "backslashreplace")
    b'31\\\\u202f%'
    """
    return words.replace(" %", f"{NARROW_NO_BREAK}%")


def _charts(picture: Picture) -> str:
    """The charts of a picture, each for wide and for narrow screens; the style sheet shows one of the two."""
    words = picture.finding, picture.described
    return "\n".join(
        f'<div class="{kind}">{draw.svg(chart(width), f"{picture.name}-{kind}-{place}", *words)}</div>'
        for kind, width in WIDTHS.items()
        for place, chart in enumerate(picture.charts)
    )


def _figure(picture: Picture) -> str:
    caption = f'{tight(escape(picture.caption))} <span class="tag">{picture.tag}</span> Synthetic people.'
    return (
        f'<figure id="{picture.name}">\n<h2>{tight(escape(picture.finding))}</h2>\n<p class="key">{picture.key}</p>\n'
        f"{_charts(picture)}\n<figcaption>{caption}</figcaption>\n</figure>"
    )


def _mechanisms(monthly: Monthly) -> str:
    """What is assumed, fitted and emergent, as a list: of scores where there is one, of joining where one might."""
    scored, free = monthly.has("score"), monthly.has("joined")
    entries = [
        f'<dt>{escape(told.title)} <span class="tag">{each.tag}</span></dt><dd>{_code(told.words)}</dd>'
        for each in mechanisms()
        if (told := each.told) and (scored or not told.score) and (free or not told.free)
    ]
    return f"<dl>{''.join(entries)}</dl>"


def _code(words: str) -> str:
    parts = escape(words).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _read(room: str, name: str) -> str:
    return (files(f"counterscore.report.{room}") / name).read_text(encoding="utf-8")

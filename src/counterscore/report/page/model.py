"""What a page is made of: words, pictures, tables, sections and folds, independent of the output format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from counterscore.report.charts.grammar import Spec

Charts = Callable[[int], Sequence[Spec]]
Cell = str | None
PEOPLE, FIRMS = "Synthetic people.", "Synthetic firms."


@dataclass(frozen=True)
class Swatch:
    """A coloured mark of a legend and what it means."""

    look: Literal["accent", "cool", "half", "most", "hollow", "ring"]
    words: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Charts under a sentence that says what they show.

    `name` is the picture's anchor, `legend` says what its marks mean, `charts` draws it for a width in pixels, and
    `description` describes it for people who cannot see it, if the caption does not. `tag`: how its figures came about,
    where that is known.
    """

    name: str
    finding: str
    legend: Sequence[str | Swatch]
    caption: str
    charts: Charts
    description: str = ""
    tag: str = ""

    @property
    def described(self) -> str:
        """Return the description of the picture for people who cannot see it."""
        return self.description or self.caption

    @property
    def key(self) -> str:
        """Return the legend as text, without its marks."""
        return "".join(each if isinstance(each, str) else each.words for each in self.legend)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; the first cell of a row is its head.

    Without a `caption` the title is no heading, only what a screen reader calls the table. `numbers`: the columns set
    flush right. `about`: who is in it.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int] = ()
    caption: str | None = None
    about: str = PEOPLE


@dataclass(frozen=True)
class Paragraph:
    """Plain text, in which words between backticks are code. `command`: what to type, shown on a line of its own."""

    text: str
    command: str = ""
    small: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Entry:
    """An entry of a list: its `title`, a `tag`, and what is said about it; `code` is set as code."""

    title: str
    text: str = ""
    tag: str = ""
    code: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of entries, or of definitions: titles with their text below."""

    entries: Sequence[Entry]
    definitions: bool = False


@dataclass(frozen=True)
class Fold:
    """Blocks that are folded away under a `summary`."""

    summary: str
    blocks: Sequence[Block]


Block = Paragraph | Heading | Bullets | Table | Fold


@dataclass(frozen=True)
class Section:
    """A part of the page under a heading: `name` is its anchor."""

    name: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A finding in words: its `head` and the `rest` of the sentence, the tag of how it came about.

    `clause`: what causes it. `seeds`, `populations`, `assumptions`: how far it varies with another random seed for the
    same people, with other people, and under other assumptions. `origin`: why it has its tag. Empty where that is not
    known. `robust`: whether its direction survives other assumptions, None where that is not known.
    """

    head: str
    rest: str
    tag: str
    clause: str = ""
    seeds: str = ""
    populations: str = ""
    assumptions: str = ""
    origin: str = ""
    robust: bool | None = None

    @property
    def short(self) -> str:
        """Return its cause and whether it is robust, in one short line; empty where neither is known."""
        known = {True: "It holds under other assumptions.", False: "It does not hold under other assumptions."}
        return " ".join(filter(None, (self.clause, "" if self.robust is None else known[self.robust])))


@dataclass(frozen=True)
class Theme:
    """Findings about one thing, the most important first."""

    title: str
    findings: Sequence[Statement]


@dataclass(frozen=True, kw_only=True)
class Reproduction:
    """How to reproduce the page: as a command, and in Python; `promise` says what will be the same."""

    command: str
    python: str
    promise: str = "The same seeds give the same figures, on any number of processors."
    provenance: Sequence[Paragraph] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """A self-contained page.

    `front`: the findings that come first; `themes`: all findings, before the `words`; `drawing`: a figure that is HTML
    already, after the pictures; `interactive`: whether charts are interactive, which needs scripts on the page.
    """

    title: str
    byline: str
    words: Sequence[Paragraph]
    pictures: Sequence[Picture]
    tables: Sequence[Table]
    reproduction: Reproduction
    front: Sequence[Statement] = ()
    themes: Sequence[Theme] = ()
    sections: Sequence[Section] = ()
    drawing: str = ""
    words_label: str = "What was found, in words"
    interactive: bool = False

"""The report of a run: what happened to these synthetic people, in words, pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterscore.catalogue.mechanisms import mechanisms
from counterscore.flow.figure import figure
from counterscore.report.page import html
from counterscore.report.page.model import (
    Bullets,
    Entry,
    Page,
    Paragraph,
    Picture,
    Reproduction,
    Section,
    Table,
)
from counterscore.report.run import (
    elements,
    findings,
    firms,
    pictures,
    privacy,
    provenance,
    reproduce,
    standings,
    tables,
    tactics,
)
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import Decided, decided
from counterscore.report.run.summary import sentences
from counterscore.report.text.numbers import span
from counterscore.report.text.regimes import name, under
from counterscore.report.text.studies import seeds

if TYPE_CHECKING:
    from counterscore.run.reading import Run

NAME = "report.html"
_PUT_IN = (
    "Assumed: declared in a file. Fitted: set so that a published figure is met. Emergent: declared nowhere, a result "
    "of the simulation. A single world does not show what a score does to people: for that, simulate a twin world, "
    "with the same people and the same random seed under other rules."
)


def write(run: Run, path: Path) -> None:
    """Write the page of a run. Raises OSError when the file cannot be written."""
    html.write(RunReport(run).page(), path)


@dataclass(frozen=True)
class RunReport:
    """What happened in a run: as text, as JSON, or as a page with pictures and tables."""

    run: Run

    @cached_property
    def _monthly(self) -> Monthly:
        return Monthly(self.run.months)

    @cached_property
    def _requests(self) -> list[Decided]:
        return decided(self.run)

    def text(self) -> str:
        """Return what happened in five to eight findings, one a line."""
        return "\n".join(sentences(self.run))

    def json(self) -> dict[str, Any]:
        """Return where the run and its page are, and the findings."""
        page = self.run.folder / NAME
        return {
            "run": str(self.run.folder), "report": str(page) if page.exists() else None, "summary": sentences(self.run),
        }  # fmt: skip

    def page(self) -> Page:
        """Return the page of the run."""
        run, shown = self.run, list(self._pictures())
        return Page(
            title=findings.headline(run, [_lowest(shown), findings.widest_gap(self._requests)]),
            byline=_byline(run),
            words=_words(run),
            words_label="What happened, in words",
            pictures=shown,
            drawing=figure(run.regime.file),
            tables=list(self._tables()),
            sections=list(self._sections()),
            reproduction=Reproduction(
                command=reproduce.command(run),
                python=reproduce.python(run),
                promise="The same seeds give exactly the same results.",
                provenance=[provenance.made(run)],
            ),
        )

    def _pictures(self) -> Iterator[Picture]:
        yield from pictures.pictures(self.run, self._monthly, self._requests, standings.scored(self.run))
        yield from firms.pictures(self.run)

    def _tables(self) -> Iterator[Table]:
        """The tables, those that would be empty left out."""
        run, monthly = self.run, self._monthly
        if self._requests:
            yield tables.refused(run, self._requests)
        yield tables.groups(run, monthly)
        yield from tables.enrolment(run, monthly)
        yield from tables.staying_out(run, monthly)
        yield from tactics.used(run, monthly)
        yield from privacy.known(run)
        yield from firms.tables(run)

    def _sections(self) -> Iterator[Section]:
        intro = Paragraph("What the article of 2017 describes, and how this run shows it.")
        scheme = elements.elements(self.run, self._monthly, self._requests)
        yield Section("elements", "The scheme, element by element", [intro, scheme])
        yield Section("put-in", "What was put in, and what came out", [Paragraph(_PUT_IN), _mechanisms(self._monthly)])
        yield Section("sources", "Assumptions and sources", list(provenance.sources(self.run)))


def _lowest(shown: list[Picture]) -> str | None:
    """What the picture of movement between bands shows, as the end of a sentence."""
    return next((f"{each.finding[:1].lower()}{each.finding[1:]}" for each in shown if each.name == "moves"), None)


def _byline(run: Run) -> str:
    made = run.manifest
    return (
        f"{made.citizens:,} synthetic citizens of the society {made.society.id} over {span(made.months)} "
        f"{under(name(run.regime))}. {seeds(made.people_seed, range(made.seed, made.seed + 1))}"
    )


def _words(run: Run) -> list[Paragraph]:
    """The findings in paragraphs, the last of which ends in the command for a twin world."""
    *found, last = sentences(run)
    command = reproduce.command(run, reproduce.other_regime(run))
    parts = [part for part in (found[:1], found[1:3], found[3:5], found[5:]) if part]
    return [*(Paragraph(" ".join(part)) for part in parts), Paragraph(last.removesuffix(command).strip(), command)]


def _mechanisms(monthly: Monthly) -> Bullets:
    """What is assumed, fitted and emergent; about scores or joining only where the run has them."""
    scored, free = monthly.has("score"), monthly.has("joined")
    entries = [
        Entry(words.title, words.words, each.tag)
        for each in mechanisms()
        if (words := each.told) and (scored or not words.score) and (free or not words.free)
    ]
    return Bullets(entries, definitions=True)

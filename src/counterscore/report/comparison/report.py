"""The report of a comparison: findings first, then pictures, tables, one life in both worlds, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from counterscore.catalogue.mechanisms import mechanisms
from counterscore.report.attribution import picture as attribution
from counterscore.report.comparison import context, reproduce
from counterscore.report.comparison.document import document
from counterscore.report.comparison.findings import LOSERS, ComparisonFinding, clearly_lost, findings
from counterscore.report.comparison.front import front
from counterscore.report.comparison.life import life
from counterscore.report.comparison.notes import byline, notes
from counterscore.report.comparison.pictures import pictures, ranked
from counterscore.report.comparison.tables import tables
from counterscore.report.page.model import Bullets, Entry, Page, Paragraph, Picture, Reproduction, Section, Theme
from counterscore.report.run import provenance
from counterscore.report.text.numbers import percent
from counterscore.report.text.regimes import names, under
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.follow import followed, most_affected
from counterscore.study.comparison.related import RelatedStudies
from counterscore.study.estimate import Estimate

if TYPE_CHECKING:
    from counterscore.run.reading import Run

LOSING = (
    "A person counts as losing or gaining if the effect to be expected over all random seeds exceeds a declared "
    "threshold. What chance adds with the few seeds simulated is taken out of the shares."
)


@dataclass(frozen=True)
class ComparisonReport:
    """What a comparison found: as text, as rows for JSON, or as a page. `related`: studies of the same effects."""

    comparison: Comparison
    related: RelatedStudies = field(default_factory=RelatedStudies)

    def text(self) -> str:
        """Return the findings, theme by theme, and notes on how they were made."""
        lines = [f"{self._headline()}.", "", byline(self.comparison)]
        lines += [line for each in self._front for line in ("", *_first(each))]
        for title, stated in self._themes():
            lines += ["", f"ALL FINDINGS: {title.upper()}"]
            for each in stated:
                lines += [f"{each.words} [{each.tag}]", *([f"    {each.beside}"] if each.beside else [])]
        lines += [] if len(lines) > 3 else ["", "No measure could be computed."]
        return "\n".join([*lines, "", *self._notes()])

    def json(self) -> list[dict[str, object]]:
        """Return a row for every figure, and rows for people who lose and people who gain."""
        return document(self.comparison, self.related)

    def page(self) -> Page:
        """Return the page. For one of its parts, one person is simulated again in both worlds."""
        comparison = self.comparison
        id = most_affected(comparison) if comparison.effects else 0
        first, second = followed(comparison, id)
        return Page(
            title=self._headline(),
            byline=byline(comparison),
            words=[Paragraph(LOSING), *map(Paragraph, self._notes())],
            pictures=list(self._pictures(first)),
            tables=list(tables(comparison, self.related)),
            front=self._front,
            themes=[Theme(title, stated) for title, stated in self._themes()],
            sections=list(_sections(comparison, first, second, id)),
            reproduction=Reproduction(command=reproduce.command(comparison), python=reproduce.python(comparison)),
            interactive=True,
        )

    @cached_property
    def _stated(self) -> list[ComparisonFinding]:
        """Every finding, theme by theme."""
        return findings(self.comparison, self.related)

    @cached_property
    def _front(self) -> list[ComparisonFinding]:
        """The findings that come first."""
        return front(self._stated)

    def _themes(self) -> list[tuple[str, list[ComparisonFinding]]]:
        return [(title, list(each)) for title, each in groupby(self._stated, lambda finding: finding.theme)]

    def _notes(self) -> Iterator[str]:
        yield from notes(self.comparison)
        yield from context.notes(self.related, self.comparison)

    def _pictures(self, first: Run) -> Iterator[Picture]:
        yield from pictures(self.comparison, first)
        if self.related.attribution:
            yield attribution.picture(self.related.attribution)

    def _headline(self) -> str:
        """The clear loss that affects most people, and what is chilled, unless either fails under other assumptions."""
        first, second = names(self.comparison.first, self.comparison.second)
        parts = [*self._worst_loss(), *self._chilled()]
        if parts:
            words = under(first)
            return f"{words[:1].upper()}{words[1:]}, {' and '.join(parts)}"
        return f"{first} compared with {second}: {self._otherwise()}"

    def _otherwise(self) -> str:
        """The finding that matters most, or why there is none."""
        first = next((each for each in self._front if each.brief), None)
        if first:
            return f"{first.head[:1].lower()}{first.head[1:]} {first.brief}"
        if self.related.robustness is not None:
            return "no effect on people's lives is clear and robust"
        return "no effect on people's lives is clear"

    def _worst_loss(self) -> Iterator[str]:
        for id in ranked(self.comparison):
            who = self.comparison.sides[id, "all"]
            if clearly_lost(who) and not self.related.fragile(id):
                yield f"{percent(who.lose.value or 0.0)} of people {LOSERS[id]}"
                return

    def _chilled(self) -> Iterator[str]:
        figure = self.comparison.figure.get(("chilling-all", "all"))
        fall = figure.difference if figure and not self.related.fragile("chilling-all") else Estimate(None)
        if fall.value is not None and fall.value > 0 and fall.sure:
            yield f"protected acts fall by {percent(fall.value)}"


def _first(each: ComparisonFinding) -> Iterator[str]:
    yield each.words
    if each.short:
        yield f"    {each.short}"


def _sections(comparison: Comparison, first: Run, second: Run, id: int) -> Iterator[Section]:
    one = life(comparison, first, second, id)
    yield Section("one-life", "One life in both worlds", list(one))
    entries = [Entry(each.title, tag=each.tag, code=each.where) for each in mechanisms()]
    yield Section("put-in", "What was put in, and what came out", [Bullets(entries)])
    yield Section("sources", "Assumptions and sources", list(provenance.sources(first)))

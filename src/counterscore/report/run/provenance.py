"""What a run was made from: the sources and assumptions of its regime and society, and the code that ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from counterscore.report.page.model import Block, Bullets, Entry, Fold, Heading, Paragraph, Table
from counterscore.report.run.origins import Number, numbers
from counterscore.report.text.numbers import listing

if TYPE_CHECKING:
    from counterscore.run.reading import Run

ORIGIN = {"source": "published", "fitted": "fitted", "assumption": "assumed"}
TAGS = "R: read in the source named; W: read, but the source is weak; C: computed from what was read; M: from memory."


def sources(run: Run) -> Iterator[Block]:
    """Give the section on sources and assumptions."""
    regime, society = run.regime.file, run.society.file
    rules, people = list(numbers(regime)), list(numbers(society))
    yield Paragraph(regime.regime.summary.strip())
    yield Paragraph(society.society.summary.strip())
    yield Paragraph(f"{_counted(rules, 'regime')} {_counted(people, 'society')} {TAGS}")
    if regime.regime.sources:
        yield Heading("Sources on the regime")
        yield _list(regime.regime.sources)
    yield Heading("Published figures on the society")
    yield _list(sorted({each.words for each in people if each.kind == "source"}, key=str.lower))
    if rules:
        yield _fold("Every number of the regime and its origin", rules)
    fitted = [each for each in people if each.kind == "fitted"]
    if fitted:
        yield _fold("What was fitted in the society, and to which figure", fitted)


def _counted(found: Sequence[Number], what: str) -> str:
    if not found:
        return f"The {what} contains no numbers."
    kinds = Counter(ORIGIN[each.kind] for each in found)
    words = listing([f"{kinds[kind]} {kind}" for kind in ORIGIN.values() if kinds[kind]])
    return f"Of the {len(found)} numbers in the {what}, {words.replace(' ', ' are ', 1)}."


def _list(entries: Sequence[str]) -> Bullets:
    return Bullets([Entry(each) for each in entries])


def _fold(title: str, found: Sequence[Number]) -> Fold:
    rows = [[each.where, each.value, f"{ORIGIN[each.kind]}: {each.words}", each.range] for each in found]
    heads = ["number", "value", "origin", "plausible range"]
    return Fold(title, [Table(title=title, heads=heads, rows=rows, numbers=[1])])


def made(run: Run) -> Paragraph:
    """Return which code made the run, and on what kind of machine."""
    found = run.manifest
    code = ", ".join(f"{name} {version}" for name, version in found.versions.items() if name != "sources")
    return Paragraph(
        f"Made by {code} (sources {found.versions['sources'][:12]}) on {found.machine['system']} "
        f"{found.machine['processor']}. Hash of the society {found.society.digest[:12]}, of the regime "
        f"{found.regime.digest[:12]}. The file run.json beside this page holds everything that the run was made from; "
        "`counterscore verify` checks it.",
        small=True,
    )

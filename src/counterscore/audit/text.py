"""Findings for the terminal: file:line:column, the rule, the clause underlined, why, and what would answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from counterscore.audit import words
from counterscore.audit.edit import changes
from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import Audit

SHOWN_PLACES = 3
SHOWN_PATHS = 2
SHOWN_JUDGEMENTS = 3
WIDEST = 118
COLOURS = {"error": "red", "warning": "yellow", "note": "blue", "review": "magenta", "open": "cyan"}


def text(audits: Sequence[Audit]) -> str:
    """Write all audits, the unverified citations, and once that this is no legal advice."""
    lines = [line for audit in audits for line in _audit(audit)]
    unsure = words.unverified(audits)
    if unsure:
        lines += list(_wrapped("citations from memory, unverified", ", ".join(unsure), "note"))
    return "\n".join([*lines, *_folded(words.NO_ADVICE, WIDEST)])


def _audit(audit: Audit) -> Iterator[str]:
    told = [each for each in audit.of_kind("fail", "review") if each.baseline != "unchanged"]
    for _, group in groupby(told, key=lambda each: (each.rule.id, each.kind)):
        yield from _rule(audit, list(group))
    yield from _open(audit)
    yield from _shifts(audit)
    first, *rest = _folded(f"{audit.regime.id}: {words.told(audit)}{_compared(audit)}", WIDEST)
    yield click.style(first, bold=True)
    yield from rest
    yield ""


def _compared(audit: Audit) -> str:
    """How the regime stands to the other one."""
    marks = [each.baseline for each in audit.findings]
    if "absent" in marks:
        return "; only these are lost: they are found here and not in the first"
    return f"; {marks.count('new')} gained" if "new" in marks or "unchanged" in marks else ""


def _rule(audit: Audit, found: list[LegalFinding]) -> Iterator[str]:
    """The findings of one rule: each place, and once what they have in common."""
    for finding in found[:SHOWN_PLACES]:
        yield from _finding(audit, finding)
    rest = found[SHOWN_PLACES:]
    if rest:
        places = ", ".join(f"{each.subject} ({each.place.line}:{each.place.column})" for each in rest)
        yield from _wrapped(f"and {len(rest)} more", places, " ")
    for shown in found[0].evidence:
        yield from _wrapped("shown", f"{shown.id} {shown.title}: {shown.said}", "=")
    rule = found[0].rule
    yield from _wrapped("cites", rule.citation + ("" if rule.verified else " [unverified citation]"), "=")
    yield from _wrapped("help", rule.fix, "=")
    yield ""


def _finding(audit: Audit, finding: LegalFinding) -> Iterator[str]:
    colour = COLOURS[finding.level or finding.kind]
    place = click.style(f"{audit.file or audit.regime.id}:{finding.place.line}:{finding.place.column}", bold=True)
    yield f"{place}: {click.style(finding.rule.id, fg=colour, bold=True)} {words.heading(finding)}"
    yield from _underlined(finding, colour)
    yield from _wrapped("met", words.met(finding), "=")
    if finding.contested:
        yield from _wrapped("contested", "; ".join(finding.contested), "=")
    for path in finding.paths[:SHOWN_PATHS]:
        yield from _wrapped("path", audit.way(path), "=")
    yield from _more(len(finding.paths) - SHOWN_PATHS, "path")
    for judgement in finding.judgements[:SHOWN_JUDGEMENTS]:
        yield from _wrapped("judged", judgement, "=")
    yield from _more(len(finding.judgements) - SHOWN_JUDGEMENTS, "judgement")
    made = changes(finding, audit.regime.text)
    if made:
        yield from _wrapped("edit", "; ".join(change.said for change in made), "=")


def _more(count: int, what: str) -> Iterator[str]:
    if count > 0:
        yield f"    = and {count} {what}{'s' if count > 1 else ''} more"


def _underlined(finding: LegalFinding, colour: str) -> Iterator[str]:
    place = finding.place
    if place.excerpt:
        gutter = f"{place.line:>5} | "
        yield click.style(gutter, dim=True) + place.excerpt[:WIDEST]
        carets = "^" * max(1, min(place.width, WIDEST - place.column))
        yield click.style("      | ", dim=True) + " " * (place.column - 1) + click.style(carets, fg=colour)


def _open(audit: Audit) -> Iterator[str]:
    found = [each for each in audit.of_kind("open") if each.baseline != "unchanged"]
    if found:
        yield click.style(f"{audit.file or audit.regime.id}: open, because facts are not declared", bold=True)
    for finding in found:
        asked = words.missing(finding) or words.met(finding)
        name = click.style(f"{finding.rule.id:<14}", fg=COLOURS["open"])
        first, *rest = _folded(asked, WIDEST - 18)
        yield f"  {name} {first}"
        yield from (" " * 17 + line for line in rest)
    if found:
        yield ""


def _shifts(audit: Audit) -> Iterator[str]:
    """What changes when a declared judgement moves by one step."""
    if audit.shifts is None:
        return
    none = "" if audit.shifts else " no finding would change"
    yield click.style(f"{audit.regime.id}: if a declared judgement moved by one step{none}", bold=True)
    for judgement, moved in groupby(audit.shifts, key=lambda each: each.judgement):
        yield f"  {judgement}"
        for shift in moved:
            yield f"      {shift.rule} {shift.subject}: {shift.before} -> {shift.after}"
    yield ""


def _wrapped(name: str, said: str, mark: str) -> Iterator[str]:
    first, *rest = _folded(said, WIDEST - 8 - len(name))
    yield f"    {mark} {click.style(name, bold=True)}: {first}"
    yield from (" " * (8 + len(name)) + line for line in rest)


def _folded(said: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(said, width, break_long_words=False, break_on_hyphens=False) or [""]

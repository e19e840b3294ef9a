"""Findings for the terminal: file:line:column, rule, underlined clause, reasons and fix."""

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
    """Return all audits as text for the terminal, with unverified citations and the notice at the end."""
    lines = [line for audit in audits for line in _audit(audit)]
    unverified = words.unverified(audits)
    if unverified:
        lines += list(_wrapped("unverified citations, quoted from memory", ", ".join(unverified), "note"))
    return "\n".join([*lines, *_folded(words.NO_ADVICE, WIDEST)])


def _audit(audit: Audit) -> Iterator[str]:
    reported = [each for each in audit.of_kind("fail", "review") if each.baseline != "unchanged"]
    for _, group in groupby(reported, key=lambda each: (each.rule.id, each.kind)):
        yield from _rule(audit, list(group))
    yield from _open(audit)
    yield from _shifts(audit)
    first, *rest = _folded(f"{audit.regime.id}: {words.summary(audit)}{_compared(audit)}", WIDEST)
    yield click.style(first, bold=True)
    yield from rest
    yield ""


def _compared(audit: Audit) -> str:
    """Return in words how the findings differ from those of the other regime."""
    marks = [each.baseline for each in audit.findings]
    if "absent" in marks:
        return "; these are the resolved findings, which the first regime does not have"
    return f"; {marks.count('new')} new" if "new" in marks or "unchanged" in marks else ""


def _rule(audit: Audit, found: list[LegalFinding]) -> Iterator[str]:
    """Yield the findings of one rule: each location, then once what they have in common."""
    for finding in found[:SHOWN_PLACES]:
        yield from _finding(audit, finding)
    rest = found[SHOWN_PLACES:]
    if rest:
        places = ", ".join(f"{each.subject} ({each.place.line}:{each.place.column})" for each in rest)
        yield from _wrapped(f"and {len(rest)} more", places, " ")
    for each in found[0].evidence:
        yield from _wrapped("evidence", f"{each.id} {each.title}: {each.text}", "=")
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
        yield from _wrapped("disputed", "; ".join(finding.contested), "=")
    for path in finding.paths[:SHOWN_PATHS]:
        yield from _wrapped("path", audit.path_text(path), "=")
    yield from _more(len(finding.paths) - SHOWN_PATHS, "path")
    for judgement in finding.judgements[:SHOWN_JUDGEMENTS]:
        yield from _wrapped("judged", judgement, "=")
    yield from _more(len(finding.judgements) - SHOWN_JUDGEMENTS, "judgement")
    made = changes(finding, audit.regime.text)
    if made:
        yield from _wrapped("edit", "; ".join(change.text for change in made), "=")


def _more(count: int, what: str) -> Iterator[str]:
    if count > 0:
        yield f"    = and {count} more {what}{'s' if count > 1 else ''}"


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
        yield click.style(f"{audit.file or audit.regime.id}: open, because these facts are not declared", bold=True)
    for finding in found:
        asked = words.missing(finding) or words.met(finding)
        name = click.style(f"{finding.rule.id:<14}", fg=COLOURS["open"])
        first, *rest = _folded(asked, WIDEST - 18)
        yield f"  {name} {first}"
        yield from (" " * 17 + line for line in rest)
    if found:
        yield ""


def _shifts(audit: Audit) -> Iterator[str]:
    """Yield the findings that change if a declared judgement moves by one step."""
    if audit.shifts is None:
        return
    none = "" if audit.shifts else ", no finding would change"
    yield click.style(f"{audit.regime.id}: if a declared judgement moved by one step{none}", bold=True)
    for judgement, moved in groupby(audit.shifts, key=lambda each: each.judgement):
        yield f"  {judgement}"
        for shift in moved:
            yield f"      {shift.rule} {shift.subject}: {shift.before} -> {shift.after}"
    yield ""


def _wrapped(name: str, text: str, mark: str) -> Iterator[str]:
    first, *rest = _folded(text, WIDEST - 8 - len(name))
    yield f"    {mark} {click.style(name, bold=True)}: {first}"
    yield from (" " * (8 + len(name)) + line for line in rest)


def _folded(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]

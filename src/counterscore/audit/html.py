"""Findings as a self-contained HTML page, in the style of the report of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from counterscore.audit import words
from counterscore.audit.edit import changes
from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import Audit
from counterscore.catalogue.lawbook import JURISDICTIONS
from counterscore.flow.figure import figure
from counterscore.report.page.html import framed

MOST_PATHS = 12
OWN = """
.finding { margin: 1.6rem 0 0; } .finding h4 { margin: 0; font-size: 1rem; line-height: 1.4; }
.finding .at { font: .8125rem/1.5 var(--sans); color: var(--soft); }
.finding dl { font: .9375rem/1.5 var(--sans); } .finding dt { margin-top: .5rem; font-weight: 600; }
.error { color: var(--accent); } .finding pre { margin: .4rem 0 .6rem; padding: .5rem .8rem; }
mark { background: none; color: inherit; border-bottom: 2px solid var(--accent); }
"""


def html(audits: Sequence[Audit]) -> str:
    """Return an HTML page with all audits."""
    unverified = ", ".join(words.unverified(audits)) or "none"
    title = "Legal check: " + ", ".join(audit.regime.file.regime.title for audit in audits)
    return framed(
        title,
        header=f'<p class="synthetic">{escape(words.NO_ADVICE)}</p>\n<h1>{escape(title)}</h1>',
        main="\n".join(map(_audit, audits)),
        footer=f"<p>Unverified citations, quoted from memory: {escape(unverified)}.</p>",
        style=OWN,
    )


def _audit(audit: Audit) -> str:
    parts = [
        f"<section>\n<h2>{escape(audit.regime.file.regime.title)}</h2>",
        f'<p class="byline">{escape(words.summary(audit))}.</p>',
        figure(audit.regime.file, f"flow-{audit.regime.id}"),
    ]
    shown = sorted(audit.of_kind("fail", "review"), key=lambda each: list(JURISDICTIONS).index(each.rule.jurisdiction))
    for law, found in groupby(shown, key=lambda each: each.rule.jurisdiction):
        parts.append(f"<h3>{escape(JURISDICTIONS[law])}</h3>")
        parts += [_finding(audit, each) for each in found]
    parts += [_listing("Open: facts not declared", [*_open(audit)])]
    moved = [
        f"{each.judgement}: {each.rule} {each.subject}, {each.before} -> {each.after}" for each in audit.shifts or ()
    ]
    parts += [_listing("Findings that change if a declared judgement moves by one step", moved)]
    parts += [_listing("Passed", [f"{each.rule.id} {each.rule.title}" for each in audit.of_kind("pass")])]
    unused = [f"{each.rule.id} {each.rule.title}: {each.because}" for each in audit.of_kind("notApplicable")]
    return "\n".join([*parts, _listing("Not applicable", unused), "</section>"])


def _finding(audit: Audit, finding: LegalFinding) -> str:
    rule = finding.rule
    at = f"{audit.file or audit.regime.id}:{finding.place.line}:{finding.place.column}"
    head = f'<span class="{finding.level or finding.kind}">{rule.id}</span> {escape(rule.title)}'
    entries = "".join(f"<dt>{name}</dt><dd>{entry}</dd>" for name, entry in _entries(audit, finding) if entry)
    grade = f"{finding.kind}, {finding.level}" if finding.level else finding.kind
    return (
        f'<article class="finding"><h4>{head} <span class="tag">{grade}</span></h4><p class="at">{escape(at)}</p>'
        f'<pre tabindex="0"><code>{_excerpt(finding)}</code></pre>'
        f"<details><summary>{escape(words.met(finding))}</summary><dl>{entries}</dl></details></article>"
    )


def _entries(audit: Audit, finding: LegalFinding) -> Iterator[tuple[str, str]]:
    rule = finding.rule
    yield "What it is about", escape(rule.explanation)
    yield "Disputed", escape("; ".join(finding.contested))
    more = len(finding.paths) - MOST_PATHS
    paths = [
        *(escape(audit.path_text(path)) for path in finding.paths[:MOST_PATHS]),
        *([f"and {more} more"] if more > 0 else []),
    ]
    yield "Data paths", "<br>".join(paths)
    yield "Declared judgements", "<br>".join(map(escape, finding.judgements))
    yield "Simulated evidence", "<br>".join(escape(f"{e.id} {e.title}: {e.text}") for e in finding.evidence)
    yield "Citation", escape(rule.citation) + ("" if rule.verified else ' <span class="tag">unverified citation</span>')
    yield "How to fix it", escape(rule.fix)
    yield "Suggested edit", "<br>".join(escape(each.text) for each in changes(finding, audit.regime.text))


def _excerpt(finding: LegalFinding) -> str:
    """Return the line with the clause marked."""
    line, start = finding.place.excerpt, finding.place.column - 1
    end = start + finding.place.width
    return f"{escape(line[:start])}<mark>{escape(line[start:end])}</mark>{escape(line[end:])}"


def _open(audit: Audit) -> Iterator[str]:
    for finding in audit.of_kind("open"):
        yield f"{finding.rule.id} {finding.rule.title}: {words.missing(finding) or words.met(finding)}"


def _listing(title: str, entries: list[str]) -> str:
    items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
    return f"<details><summary>{title}: {len(entries)}</summary><ul>{items}</ul></details>" if entries else ""

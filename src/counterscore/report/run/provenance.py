"""What a run was made from: the sources and assumptions of its regime and society, and the code that ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from counterscore.report.page.table import table
from counterscore.report.run.origins import Number, numbers
from counterscore.report.text.numbers import listing

if TYPE_CHECKING:
    from counterscore.run.reading import Run

ORIGIN = {"source": "published", "fitted": "fitted", "assumption": "assumed"}
TAGS = "R: read at the source named; W: read, but the source is weak; C: computed from what was read; M: from memory."


def sources(run: Run) -> str:
    """Return the section on sources and assumptions as HTML."""
    regime, society = run.regime.file, run.society.file
    rules, people = list(numbers(regime)), list(numbers(society))
    parts = [f"<p>{escape(regime.regime.summary.strip())}</p>", f"<p>{escape(society.society.summary.strip())}</p>"]
    parts += [f"<p>{_counted(rules, 'regime')} {_counted(people, 'society')} {TAGS}</p>"]
    if regime.regime.sources:
        parts.append("<h3>What the regime is described from</h3>")
        parts.append(_list(regime.regime.sources))
    parts.append("<h3>Published figures behind the society</h3>")
    parts.append(_list(sorted({each.words for each in people if each.kind == "source"}, key=str.lower)))
    if rules:
        parts.append(_details("Every number of the regime, and where it comes from", rules))
    fitted = [each for each in people if each.kind == "fitted"]
    if fitted:
        parts.append(_details("What was fitted in the society, and to what", fitted))
    return "\n".join(parts)


def _counted(found: Sequence[Number], what: str) -> str:
    if not found:
        return f"The {what} holds no number."
    kinds = Counter(ORIGIN[each.kind] for each in found)
    words = listing([f"{kinds[kind]} {kind}" for kind in ORIGIN.values() if kinds[kind]])
    return f"Of the {len(found)} numbers in the {what}, {words.replace(' ', ' are ', 1)}."


def _list(entries: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in entries)}</ul>"


def _details(title: str, found: Sequence[Number]) -> str:
    rows = [[each.where, each.value, f"{ORIGIN[each.kind]}: {each.words}", each.range] for each in found]
    heads = ["number", "value", "origin", "plausible range"]
    return f"<details><summary>{title}</summary>{table(title, heads, rows, numbers=[1])}</details>"


def made(run: Run) -> str:
    """Return by which code and on what kind of machine the run was made, as HTML."""
    found = run.manifest
    code = ", ".join(f"{name} {version}" for name, version in found.versions.items() if name != "sources")
    return (
        f'<p class="small">Made by {escape(code)} (sources {escape(found.versions["sources"][:12])}) on '
        f"{escape(str(found.machine['system']))} {escape(str(found.machine['processor']))}. Digest of the society "
        f"{escape(found.society.digest[:12])}, of the regime {escape(found.regime.digest[:12])}. Everything that the "
        f"run was made from is in run.json beside this page; <code>counterscore verify</code> checks it.</p>"
    )

"""The words in which every form of the output tells a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterscore.audit.finding import Kind, LegalFinding
from counterscore.audit.report import Audit
from counterscore.catalogue.lawbook import JURISDICTIONS, rules
from counterscore.catalogue.source import dotted

NO_ADVICE = (
    "This is not legal advice: elements are held against declared facts, and lawyers weigh what a program cannot. "
    "Simulated evidence shows what a scheme can do, on synthetic people."
)
INDEX = r"\[\d+\]"
COUNTED: dict[Kind, str] = {
    "fail": "fail",
    "review": "review",
    "open": "open",
    "pass": "pass",
    "notApplicable": "not applicable",
}


def heading(finding: LegalFinding) -> str:
    """What it is, in one line."""
    grade = f"{finding.kind} ({finding.level})" if finding.level else finding.kind
    return f"{grade}: {finding.rule.title}"


def met(finding: LegalFinding) -> str:
    """The elements that are met on the declared facts."""
    return "; ".join(element.said for element in finding.elements)


def missing(finding: LegalFinding) -> str:
    """The keys that are missing; those of the same kind in several clauses are told as one.

    >>> import re
    >>> re.sub(INDEX, "[]", "gates[3].facts.adverse")
    'gates[].facts.adverse'
    """
    found: dict[str, list[str]] = {}
    for where in finding.asks:
        key = dotted(where)
        found.setdefault(re.sub(INDEX, "[]", key), []).append(key)
    return ", ".join(keys[0] if len(keys) == 1 else f"{kind} ({len(keys)})" for kind, keys in found.items())


def counts(audit: Audit) -> str:
    """How many findings there are of each kind."""
    return ", ".join(f"{len(audit.of_kind(kind))} {word}" for kind, word in COUNTED.items())


def laws(audit: Audit) -> str:
    """Under which laws it is read."""
    return ", ".join(JURISDICTIONS[law] for law in audit.laws)


def told(audit: Audit) -> str:
    """The counts, the laws and the day."""
    return f"{counts(audit)}; as if deployed under {laws(audit)} on {audit.on}"


def unverified(audits: Iterable[Audit]) -> list[str]:
    """The rules shown whose citation is from memory."""
    shown = {each.rule.id for audit in audits for each in audit.of_kind("fail", "review", "open")}
    return [rule.id for rule in rules() if rule.id in shown and not rule.verified]

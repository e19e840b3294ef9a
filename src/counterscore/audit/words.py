"""The words for findings that all output formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterscore.audit.finding import Kind, LegalFinding
from counterscore.audit.report import Audit
from counterscore.catalogue.lawbook import rules
from counterscore.catalogue.source import dotted

NO_ADVICE = (
    "This is not legal advice: the elements of each rule are compared with declared facts, and only a lawyer can weigh "
    "them. Simulated evidence shows what a scheme can do to synthetic people."
)
COUNTRIES = {"eu": "the EU", "us": "the US", "cn": "China"}
INDEX = r"\[\d+\]"
COUNTED: dict[Kind, str] = {
    "fail": "fail",
    "review": "review",
    "open": "open",
    "pass": "pass",
    "notApplicable": "not applicable",
}


def heading(finding: LegalFinding) -> str:
    """Return kind, level and title of a finding in one line."""
    grade = f"{finding.kind} ({finding.level})" if finding.level else finding.kind
    return f"{grade}: {finding.rule.title}"


def met(finding: LegalFinding) -> str:
    """Return the elements that are met on the declared facts."""
    return "; ".join(element.text for element in finding.elements)


def missing(finding: LegalFinding) -> str:
    """Return the missing keys; the same key in several clauses is given once, with its number.

    >>> import re
    >>> re.sub(INDEX, "[]", "gates[3].facts.adverse")
    'gates[].facts.adverse'
    """
    found: dict[str, list[str]] = {}
    for where in finding.missing:
        key = dotted(where)
        found.setdefault(re.sub(INDEX, "[]", key), []).append(key)
    return ", ".join(keys[0] if len(keys) == 1 else f"{kind} ({len(keys)})" for kind, keys in found.items())


def counts(audit: Audit) -> str:
    """Return how many findings there are of each kind, in words."""
    return ", ".join(f"{len(audit.of_kind(kind))} {word}" for kind, word in COUNTED.items())


def laws(audit: Audit) -> str:
    """Return in words under which laws the regime is judged."""
    countries = [COUNTRIES[law] for law in audit.laws if law in COUNTRIES]
    deployed = f"as if deployed in {listed(countries)}" if countries else ""
    bound = "under human-rights instruments" if "un" in audit.laws else ""
    return " and ".join(part for part in (deployed, bound) if part)


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence.

    >>> listed(["the EU"]), listed(["the EU", "the US", "China"])
    ('the EU', 'the EU, the US and China')
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def summary(audit: Audit) -> str:
    """Return the counts, the laws and the day in words."""
    return f"{counts(audit)}; judged {laws(audit)}, on {audit.on}"


def unverified(audits: Iterable[Audit]) -> list[str]:
    """Return the ids of the reported rules whose citation is quoted from memory."""
    shown = {each.rule.id for audit in audits for each in audit.of_kind("fail", "review", "open")}
    return [rule.id for rule in rules() if rule.id in shown and not rule.verified]

"""Two regimes side by side: findings gained and lost, so that a change of a scheme can be reviewed like code."""

from __future__ import annotations

from dataclasses import replace

from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import Audit

TOLD = ("fail", "review", "open")


def against(audit: Audit, other: Audit) -> list[Audit]:
    """Mark the findings that `other` does not have as new, and add those that only `other` has as absent.

    Findings are the same if they are of one rule, one kind and one subject, wherever they stand.
    """
    here, there = ({_key(each) for each in side.findings if each.kind in TOLD} for side in (audit, other))
    marked = [_marked(each, there) for each in audit.findings]
    lost = [replace(each, baseline="absent") for each in other.findings if each.kind in TOLD and _key(each) not in here]
    return [replace(audit, findings=tuple(marked)), replace(other, findings=tuple(lost))]


def _marked(finding: LegalFinding, there: set[tuple[str, str, str]]) -> LegalFinding:
    known = finding.kind not in TOLD or _key(finding) in there
    return replace(finding, baseline="unchanged" if known else "new")


def _key(finding: LegalFinding) -> tuple[str, str, str]:
    asked = ",".join(sorted(str(where) for where in finding.asks)) if finding.kind == "open" else ""
    subject = finding.subject if finding.where else ""  # a finding on the whole regime goes by no name
    return finding.rule.id, finding.kind, asked or subject

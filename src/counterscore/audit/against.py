"""Compares the findings of two regimes, so that a change to a scheme can be reviewed like a change to code."""

from __future__ import annotations

from dataclasses import replace

from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import Audit

REPORTED = ("fail", "review", "open")


def against(audit: Audit, other: Audit) -> list[Audit]:
    """Return both audits with each finding marked as new, unchanged or absent.

    A finding of `audit` that `other` lacks is new. The second audit keeps only the findings of `other` that `audit`
    lacks, marked absent. Two findings are the same if rule, kind and subject are the same, wherever they are in the
    file.
    """
    ours, theirs = ({_key(each) for each in side.findings if each.kind in REPORTED} for side in (audit, other))
    marked = [_marked(each, theirs) for each in audit.findings]
    absent = [
        replace(each, baseline="absent") for each in other.findings if each.kind in REPORTED and _key(each) not in ours
    ]
    return [replace(audit, findings=tuple(marked)), replace(other, findings=tuple(absent))]


def _marked(finding: LegalFinding, theirs: set[tuple[str, str, str]]) -> LegalFinding:
    known = finding.kind not in REPORTED or _key(finding) in theirs
    return replace(finding, baseline="unchanged" if known else "new")


def _key(finding: LegalFinding) -> tuple[str, str, str]:
    missing = ",".join(sorted(str(where) for where in finding.missing)) if finding.kind == "open" else ""
    subject = finding.subject if finding.where else ""  # the two regimes have different names
    return finding.rule.id, finding.kind, missing or subject

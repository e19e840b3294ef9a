"""Findings as JSON: everything known about each finding of every kind."""

from __future__ import annotations

import json as standard
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from counterscore.audit import words
from counterscore.audit.edit import changes
from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import Audit
from counterscore.catalogue.lawbook import dpv
from counterscore.catalogue.source import dotted
from counterscore.flow.paths import Path


def json(audits: Sequence[Audit]) -> str:
    """Return all audits as a JSON document."""
    document = {
        "notice": words.NO_ADVICE,
        "unverifiedCitations": words.unverified(audits),
        "audits": [record(audit) for audit in audits],
    }
    return standard.dumps(document, indent=2, ensure_ascii=False)


def record(audit: Audit) -> dict[str, Any]:
    """Return one audit as a JSON-serialisable table."""
    return {
        "regime": audit.regime.id,
        "file": audit.file,
        "laws": list(audit.laws),
        "on": audit.on.isoformat(),
        "counts": {kind: len(audit.of_kind(kind)) for kind in words.COUNTED},
        "findings": [_finding(audit, each) for each in audit.findings],
        "sensitivity": None if audit.shifts is None else [asdict(shift) for shift in audit.shifts],
    }


def _finding(audit: Audit, finding: LegalFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "kind": finding.kind,
        "level": finding.level,
        "title": finding.rule.title,
        "subject": finding.subject,
        "baseline": finding.baseline or None,
        "place": {"line": finding.place.line, "column": finding.place.column, "key": dotted(finding.where)},
        **facts(finding),
        "paths": [_path(audit, path) for path in finding.paths],
        "citation": finding.rule.citation,
        "verified": finding.rule.verified,
        "fix": finding.rule.fix,
        "edits": [
            {"start": each.start, "end": each.end, "put": each.put, "said": each.text}
            for each in changes(finding, audit.regime.text)
        ],
    }


def facts(finding: LegalFinding) -> dict[str, Any]:
    """Return what a finding is based on: elements met, what is contested or missing, judgements, evidence."""
    return {
        "met": [element.text for element in finding.elements],
        "contested": list(finding.contested),
        "missing": [dotted(where) for where in finding.missing],
        "judgements": list(finding.judgements),
        "because": finding.because,
        "rank": finding.rank if finding.evidence else None,
        "evidence": [{"id": e.id, "title": e.title, "said": e.text, "weight": e.weight} for e in finding.evidence],
    }


def _path(audit: Audit, path: Path) -> dict[str, Any]:
    return {
        "stations": [node.id for node in path.nodes],
        "from": path.source.context,
        "fromDpv": dpv(path.source.context),
        "to": path.decision.context,
        "toDpv": dpv(path.decision.context),
        "bearing": path.bearing,
        "points": path.points,
        "seen": path.seen,
        "told": audit.path_text(path),
    }

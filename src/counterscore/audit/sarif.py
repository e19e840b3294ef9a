"""Findings as SARIF 2.1.0: articles become taxa, data paths code flows, and edits fixes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path as FilePath
from typing import Any

from counterscore.audit import words
from counterscore.audit.edit import Change, changes
from counterscore.audit.finding import LegalFinding, SourceLocation
from counterscore.audit.json import facts
from counterscore.audit.report import Audit
from counterscore.catalogue.lawbook import Rule, dpv, rules
from counterscore.catalogue.source import dotted
from counterscore.flow.graph import Node
from counterscore.flow.paths import Path

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Table = dict[str, Any]


def sarif(audits: Sequence[Audit]) -> str:
    """Return all audits as one SARIF run."""
    run: Table = {
        "tool": {"driver": _driver()},
        "taxonomies": _taxonomies(),
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(audit.file)}} for audit in audits if audit.file],
        "results": [_result(audit, each) for audit in audits for each in audit.findings],
        "properties": {"notice": words.NO_ADVICE, "unverifiedCitations": words.unverified(audits)},
    }
    moved = {audit.regime.id: [asdict(shift) for shift in audit.shifts] for audit in audits if audit.shifts is not None}
    if moved:
        run["properties"]["sensitivity"] = moved
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _driver() -> Table:
    laws = dict.fromkeys(rule.law for rule in rules())
    return {
        "name": "counterscore",
        "semanticVersion": version("counterscore"),
        "fullDescription": {"text": words.NO_ADVICE},
        "supportedTaxonomies": [{"name": law} for law in laws],
        "rules": [_rule(rule) for rule in rules()],
    }


def _rule(rule: Rule) -> Table:
    level = rule.level if rule.kind == "fail" else "none"
    target = {"id": rule.article, "toolComponent": {"name": rule.law}}
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"{rule.fix} ({rule.citation})"},
        "defaultConfiguration": {"level": level},
        "relationships": [{"target": target, "kinds": ["relevant"]}],
        "properties": {
            "jurisdiction": rule.jurisdiction,
            "class": rule.class_,
            "appliesFrom": rule.applies_from.isoformat(),
            "citation": rule.citation,
            "verified": rule.verified,
            "evidence": rule.evidence,
        },
    }


def _taxonomies() -> list[Table]:
    laws = dict.fromkeys(rule.law for rule in rules())
    return [{"name": law, "taxa": [{"id": article} for article in _articles(law)]} for law in laws]


def _articles(law: str) -> list[str]:
    return list(dict.fromkeys(rule.article for rule in rules() if rule.law == law))


def _result(audit: Audit, finding: LegalFinding) -> Table:
    made: Table = {
        "ruleId": finding.rule.id,
        "ruleIndex": [rule.id for rule in rules()].index(finding.rule.id),
        "kind": finding.kind,
        "level": finding.level or "none",
        "message": {"text": _message(finding)},
        "locations": [_location(audit, finding.place, finding.subject)],
        "taxa": [{"id": finding.rule.article, "toolComponent": {"name": finding.rule.law}}],
        "partialFingerprints": {"regime/rule/subject": f"{audit.regime.id}/{'/'.join(finding.key)}"},
        "properties": {key: value for key, value in facts(finding).items() if value},
    }
    if finding.baseline:
        made["baselineState"] = finding.baseline
    if finding.evidence:
        made["rank"] = finding.rank
    if finding.paths:
        made["codeFlows"] = [_code_flow(audit, path) for path in finding.paths]
    if finding.missing:
        made["relatedLocations"] = [
            {**_location(audit, audit.place(where)), "message": {"text": f"{dotted(where)} is not declared"}}
            for where in finding.missing
        ]
    edits = changes(finding, audit.regime.text)
    if edits and audit.file:
        made["fixes"] = [_fix(audit, finding, edits)]
    return made


def _message(finding: LegalFinding) -> str:
    if finding.kind == "open":
        asked = words.missing(finding) or words.met(finding)
        return f"{finding.rule.title}: open, because these facts are not declared: {asked}"
    reason = finding.because or words.met(finding)
    return f"{finding.rule.title}: {reason}" if reason else finding.rule.title


def _location(audit: Audit, place: SourceLocation, name: str = "") -> Table:
    made: Table = {}
    if audit.file:
        region: Table = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.width,
            "snippet": {"text": place.excerpt},
        }
        made["physicalLocation"] = {"artifactLocation": {"uri": _uri(audit.file)}, "region": region}
    if name:
        made["logicalLocations"] = [{"fullyQualifiedName": f"{audit.regime.id}/{name}"}]
    return made


def _code_flow(audit: Audit, path: Path) -> Table:
    """Return a path as a code flow: each node with the label of the edge that leads to it."""
    labels = ["seen here", *(edge.label for edge in path.edges)]
    steps = [_step(audit, node, label) for node, label in zip(path.nodes, labels, strict=True)]
    return {"message": {"text": audit.path_text(path)}, "threadFlows": [{"locations": steps}]}


def _step(audit: Audit, node: Node, label: str) -> Table:
    """Return one node with its context and the identifier of that context in the Data Privacy Vocabulary."""
    step: Table = {
        "location": {**_location(audit, audit.place(node.where)), "message": {"text": f"{node.title}: {label}"}}
    }
    context = {"context": node.context, "dpv": dpv(node.context)}
    known = {key: value for key, value in context.items() if value}
    return {**step, "properties": known} if known else step


def _fix(audit: Audit, finding: LegalFinding, edits: list[Change]) -> Table:
    replacements = [
        {"deletedRegion": _region(audit.regime.text, each), "insertedContent": {"text": each.put}} for each in edits
    ]
    return {
        "description": {"text": f"{finding.rule.fix}: {'; '.join(each.text for each in edits)}"},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(audit.file)}, "replacements": replacements}],
    }


def _region(text: str, change: Change) -> Table:
    start, end = _point(text, change.start), _point(text, change.end)
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _point(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _uri(file: str) -> str:
    """Return the file as a URI: absolute for an absolute path, else relative to the current folder."""
    whole = FilePath("/", file).as_uri()
    return whole if file.startswith("/") else whole.removeprefix("file:///")

"""Sensitivity: which findings change if a declared judgement moves by one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from counterscore.audit.case import Case
from counterscore.audit.finding import Kind, LegalFinding
from counterscore.audit.judge import judged
from counterscore.audit.registry import predicates
from counterscore.audit.report import Audit, Shift
from counterscore.catalogue.lawbook import Rule
from counterscore.regime.schema import RegimeFile

STEPS = ("none", "disputed", "accepted")
REPORTED: tuple[Kind, ...] = ("fail", "review", "open")
Kinds = dict[tuple[str, str], Kind]


def shifts(audit: Audit, rules: Sequence[Rule]) -> Iterator[Shift]:
    """Yield the findings that change if one gravity, severity or relevance moves by one step, up or down."""
    before = _kinds(audit.findings)
    chosen = [rule for rule in rules if rule.jurisdiction in audit.laws]
    for judgement, file in _moved(audit.regime.file):
        case = Case.of(file)
        found = [each for rule in chosen for each in judged(case, rule, predicates()[rule.id], audit.on)]
        after = _kinds(found)
        for rule, subject in sorted(before.keys() | after.keys()):
            was, becomes = before.get((rule, subject), "pass"), after.get((rule, subject), "pass")
            if was != becomes:
                yield Shift(judgement, rule, subject, was, becomes)


def _kinds(found: Sequence[LegalFinding]) -> Kinds:
    """Return the most serious kind by rule and subject."""
    return {each.key: each.kind for each in reversed(found) if each.kind in REPORTED}


def _moved(file: RegimeFile) -> Iterator[tuple[str, RegimeFile]]:
    """Yield each judgement moved, in words, with the regime changed accordingly."""
    case = Case.of(file)
    for what, subjects in (("gravity", case.acts), ("severity", case.decisions)):
        for subject in subjects:
            grade = subject.fact(what)
            if grade.value is not None:
                yield from _graded(file, grade.where, grade.value, f"{what} of {subject.name}")
    for position, entry in enumerate(file.facts.relevance if file.facts else []):
        judgement = f"relevance of {', '.join(entry.of)} to {', '.join(entry.to)}"
        step = STEPS.index(entry.relevance)
        for other in (step - 1, step + 1):
            if 0 <= other < len(STEPS):
                words = f"{judgement}: {entry.relevance} -> {STEPS[other]}"
                yield words, _with(file, ("facts", "relevance", position, "relevance"), STEPS[other])


def _graded(
    file: RegimeFile, where: tuple[str | int, ...], value: float, judgement: str
) -> Iterator[tuple[str, RegimeFile]]:
    for other in (value - 1, value + 1):
        if 0 <= other <= 5:
            figure = {"value": other, "assumption": "moved by one step", "range": [0, 5]}
            yield f"{judgement}: {value:g} -> {other:g}", _with(file, where, figure)


def _with(file: RegimeFile, where: tuple[str | int, ...], value: Any) -> RegimeFile:
    """Return a copy of the regime with one value replaced."""
    data = file.model_dump(exclude_none=True)
    table: Any = data
    for part in where[:-1]:
        table = table[part]
    table[where[-1]] = value
    return RegimeFile.model_validate(data)

"""Which findings change when a declared judgement moves by one step."""

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
TOLD: tuple[Kind, ...] = ("fail", "review", "open")
Kinds = dict[tuple[str, str], Kind]


def shifts(audit: Audit, rules: Sequence[Rule]) -> Iterator[Shift]:
    """Move each gravity, severity and relevance by one step, both ways, and give what changes."""
    before = _kinds(audit.findings)
    chosen = [rule for rule in rules if rule.jurisdiction in audit.laws]
    for told, file in _moved(audit.regime.file):
        case = Case.of(file)
        found = [each for rule in chosen for each in judged(case, rule, predicates()[rule.id], audit.on)]
        after = _kinds(found)
        for rule, subject in sorted(before.keys() | after.keys()):
            was, becomes = before.get((rule, subject), "pass"), after.get((rule, subject), "pass")
            if was != becomes:
                yield Shift(told, rule, subject, was, becomes)


def _kinds(found: Sequence[LegalFinding]) -> Kinds:
    """The gravest kind by rule and subject."""
    return {each.key: each.kind for each in reversed(found) if each.kind in TOLD}


def _moved(file: RegimeFile) -> Iterator[tuple[str, RegimeFile]]:
    """Give the regime with one judgement moved, and which."""
    case = Case.of(file)
    for what, subjects in (("gravity", case.acts), ("severity", case.decisions)):
        for subject in subjects:
            grade = subject.fact(what)
            if grade.value is not None:
                yield from _graded(file, grade.where, grade.value, f"{what} of {subject.name}")
    for place, entry in enumerate(file.facts.relevance if file.facts else []):
        told = f"relevance of {', '.join(entry.of)} to {', '.join(entry.to)}"
        step = STEPS.index(entry.relevance)
        for other in (step - 1, step + 1):
            if 0 <= other < len(STEPS):
                words = f"{told}: {entry.relevance} -> {STEPS[other]}"
                yield words, _with(file, ("facts", "relevance", place, "relevance"), STEPS[other])


def _graded(
    file: RegimeFile, where: tuple[str | int, ...], value: float, told: str
) -> Iterator[tuple[str, RegimeFile]]:
    for other in (value - 1, value + 1):
        if 0 <= other <= 5:
            figure = {"value": other, "assumption": "moved by one step", "range": [0, 5]}
            yield f"{told}: {value:g} -> {other:g}", _with(file, where, figure)


def _with(file: RegimeFile, where: tuple[str | int, ...], value: Any) -> RegimeFile:
    """Copy the regime with one value in another's place."""
    data = file.model_dump(exclude_none=True)
    table: Any = data
    for part in where[:-1]:
        table = table[part]
    table[where[-1]] = value
    return RegimeFile.model_validate(data)

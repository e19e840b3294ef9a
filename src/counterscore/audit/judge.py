"""Turns charges into findings: fail, review, open, pass or not applicable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from counterscore.audit.case import Case, Charge
from counterscore.audit.elements import Element
from counterscore.audit.finding import Kind, LegalFinding
from counterscore.audit.registry import Predicate
from counterscore.catalogue.lawbook import Rule

NOTHING = "the regime contains nothing that the rule covers"


def judged(case: Case, rule: Rule, decide: Predicate, on: date) -> list[LegalFinding]:
    """Return the findings of a rule for a regime on a day: failures and open questions, else one pass or one reason.

    The reason says why the rule does not apply.
    """
    if on < rule.applies_from:
        return [_not_applicable(case, rule, f"applies from {rule.applies_from}{_noted(rule)}")]
    found = [_finding(rule, charge) for charge in decide(case)]
    reported = [each for each in found if each.kind in ("fail", "review")]
    open_ = [each for each in found if each.kind == "open"]
    if reported or open_:
        return [*reported, *_merged(open_)]
    if any(each.kind == "pass" for each in found):
        return [LegalFinding(rule, "pass", case.where, case.name)]
    return [_not_applicable(case, rule, next((each.because for each in found), NOTHING))]


def _finding(rule: Rule, charge: Charge) -> LegalFinding:
    kind = _kind(rule, charge)
    met = tuple(each for each in charge.elements if each.holds)
    return LegalFinding(
        rule, kind, charge.subject.where, charge.subject.name,
        level=rule.level if kind == "fail" else None,
        elements=met,
        contested=tuple(dict.fromkeys(dispute for each in charge.elements for dispute in each.disputes())),
        missing=tuple(
            dict.fromkeys(where for each in charge.elements if each.holds is None for where in each.missing())
        ),
        paths=charge.paths if kind in ("fail", "review") else (),
        judgements=charge.judgements,
        because=_because(charge.elements) if kind == "notApplicable" else "",
        declared=charge.subject.table,
    )  # fmt: skip


def _kind(rule: Rule, charge: Charge) -> Kind:
    if any(each.scope and each.holds is False for each in charge.elements):
        return "notApplicable"
    values = [each.holds for each in charge.elements]
    if False in values:
        return "pass"
    if None in values:
        return "open"
    kind = charge.kind or rule.kind
    return "review" if kind == "fail" and any(True for each in charge.elements for _ in each.disputes()) else kind


def _because(elements: Iterable[Element]) -> str:
    return "; ".join(f"does not hold: {each.text}" for each in elements if each.scope and each.holds is False)


def _merged(found: list[LegalFinding]) -> list[LegalFinding]:
    """Return one open finding per rule, with all missing keys, at the first clause that leaves something open."""
    if not found:
        return []
    first = found[0]
    missing = tuple(dict.fromkeys(where for each in found for where in each.missing))
    return [replace(first, subject="open facts", missing=missing)]


def _not_applicable(case: Case, rule: Rule, because: str) -> LegalFinding:
    return LegalFinding(rule, "notApplicable", case.where, case.name, because=because)


def _noted(rule: Rule) -> str:
    return f" ({rule.date_note})" if rule.date_note else ""

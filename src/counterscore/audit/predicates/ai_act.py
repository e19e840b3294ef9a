"""The AI Act."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

from counterscore.audit.case import MINOR, SEVERE, Case, Charge
from counterscore.audit.elements import Element, all_hold, all_of, any_of, scoped
from counterscore.audit.facts import Subject
from counterscore.audit.predicates.shared import adverse, cross_context, decided_on, incomplete, no_law
from counterscore.audit.reach import distance, loss
from counterscore.audit.registry import predicate

# Annex III, by the context of the decision.
HIGH_RISK = {
    "education": "point 3", "employment": "point 4", "work": "point 4", "public-benefits": "point 5(a)",
    "credit": "point 5(b)", "insurance": "point 5(c)", "emergency": "point 5(d)", "policing": "point 6",
    "migration": "point 7", "justice": "point 8",
}  # fmt: skip
CATEGORIES = ("race", "politics", "union", "religion", "sex-life")
GAP = 2  # steps by which severity exceeds gravity before it is out of proportion


@predicate("AIA-GATE")
def gate(case: Case) -> Iterable[Charge]:
    status = case.fact("ai_system")
    open_ = status.value in (None, "unknown")
    yield Charge(case, (case.persons(), Element("its AI status is not declared", open_, status.where)))


@predicate("AIA-5-1-c-i")
def unrelated_context(case: Case) -> Iterable[Charge]:
    for decision in case.decisions:
        reached, paths = cross_context(case, decision)
        yield Charge(decision, (*_scored(case), adverse(decision), reached), paths)


@predicate("AIA-5-1-c-ii")
def disproportionate(case: Case) -> Iterable[Charge]:
    for decision in case.decisions:
        out = any_of(_graver(case, decision), no_law(decision), _trifles(case, decision))
        kind = "fail" if _severe_for_trifles(case, decision) else "review"
        yield Charge(decision, (*_scored(case), adverse(decision), out), kind=kind, judgements=_scales(case, decision))


@predicate("AIA-5-1-c-cap")
def shared_without_decision(case: Case) -> Iterable[Charge]:
    listed = Element("no decision is listed", not case.decisions, ("gates",))
    spread = any_of(case.fact("score.shared").true("the score is shared"), case.published())
    yield Charge(case, (*_scored(case), listed, spread))


@predicate("AIA-5-1-d")
def offence_risk(case: Case) -> Iterable[Charge]:
    purpose = case.fact("purposes").meets("its purpose is the risk of an offence", ["offence-risk"])
    facts = [act.fact("adjudicated").false(f"{act.name} is not adjudicated") for act in case.acts]
    alone = Element(
        "no objective fact linked to an offence enters", all_hold(f.holds for f in facts), (), parts=tuple(facts)
    )
    yield Charge(case, (case.ai(), case.persons(), purpose, alone))


@predicate("AIA-5-1-f")
def emotions(case: Case) -> Iterable[Charge]:
    for source in case.sources:
        inferred = source.fact("emotions").is_in("emotions are inferred at work or school", "work", "school")
        yield Charge(source, (case.ai(), case.watched(), inferred))


@predicate("AIA-5-1-g")
def biometric_categories(case: Case) -> Iterable[Charge]:
    for source in case.sources:
        biometric = source.fact("biometric").true("the data are biometric")
        deduced = source.fact("infers").meets("a protected trait is deduced", CATEGORIES)
        yield Charge(source, (case.ai(), case.watched(), biometric, deduced))


@predicate("AIA-III")
def high_risk(case: Case) -> Iterable[Charge]:
    for decision in case.decisions:
        yield Charge(decision, (case.ai(), case.persons(), _listed(decision)))


@predicate("AIA-6-3")
def claim(case: Case) -> Iterable[Charge]:
    claimed = case.fact("claims_not_high_risk").true("it is claimed not to be high-risk")
    profiles = case.fact("profiles").true("it profiles people")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), claimed, profiles))


@predicate("AIA-14")
def oversight(case: Case) -> Iterable[Charge]:
    for decision in case.decisions:
        helpless = decision.fact("override").false("the reviewer cannot overrule or stop it")
        yield Charge(decision, (case.ai(), case.persons(), scoped(_listed(decision)), helpless))


@predicate("AIA-26")
def users_duties(case: Case) -> Iterable[Charge]:
    short = case.fact("governance.logs").test("logs are kept for less than six months", lambda months: months < 6)
    untold = case.fact("governance.told").false("those concerned are not told")
    unowned = case.fact("governance.owner").false("nobody competent oversees it")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), any_of(short, untold, unowned)))


@predicate("AIA-27")
def rights_assessment(case: Case) -> Iterable[Charge]:
    money = decided_on(case, "it decides on credit or insurance", "credit", "insurance")
    bound = any_of(case.public(), money)
    missing = case.fact("governance.rights_assessment").false("no fundamental-rights assessment was made")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), bound, missing))


@predicate("AIA-86")
def explanation(case: Case) -> Iterable[Charge]:
    for decision in case.decisions:
        lacking = incomplete(case, {"role", "main-factors"})
        yield Charge(decision, (case.ai(), case.persons(), scoped(_listed(decision)), adverse(decision), lacking))


def _scored(case: Case) -> tuple[Element, ...]:
    """The base of both limbs: an AI system that evaluates natural persons over a period."""
    window = case.fact("window")
    period = Element("behaviour adds up over a period", window.value != 0, window.where if window.value else ("score",))
    return case.ai(), case.persons(), period


def _listed(decision: Subject) -> Element:
    context = decision.fact("context")
    said = f"{context.value} is a high-risk use: Annex III {HIGH_RISK.get(context.value, '')}"
    return context.is_in(said, *HIGH_RISK)


def _some_listed(case: Case) -> Element:
    return decided_on(case, "some decision is a high-risk use", *HIGH_RISK)


def _graver(case: Case, decision: Subject) -> Element:
    """The severity exceeds the gravity of some penalised act by two steps."""
    severity = decision.fact("severity")
    parts = tuple(_gap(severity.value, severity.where, act) for act in case.penalised)
    return any_of(*parts) if parts else Element("some act costs points", False, ("ratings",))


def _gap(severity: float | None, where: tuple[str | int, ...], act: Subject) -> Element:
    gravity = act.fact("gravity")
    said = f"{act.name} has gravity {gravity.value:g}, the treatment severity {severity:g}" if (
        severity is not None and gravity.value is not None
    ) else f"severity against the gravity of {act.name}"  # fmt: skip
    if severity is None:
        return Element(said, None, where)
    return gravity.test(said, lambda value: severity - value >= GAP)


def _trifles(case: Case, decision: Subject) -> Element:
    """Acts of little gravity add up to the line at which the decision turns."""
    parts = tuple(_adding_up(case, decision, act) for act in case.penalised)
    return any_of(*parts) if parts else Element("some act costs points", False, ("ratings",))


def _adding_up(case: Case, decision: Subject, act: Subject) -> Element:
    lost = loss(case.file, case.rating(act))
    line = distance(case.file, case.file.gates[int(decision.where[1])])
    without = "without end" if isinf(lost) else f"to {lost:.3g} points"
    said = f"{act.name}, a trifle, adds up {without} where {line:.3g} refuse"
    reached = Element(said, lost >= line, (*act.where, "points"))
    return all_of(act.fact("gravity").test(said, lambda value: value <= MINOR), reached)


def _severe_for_trifles(case: Case, decision: Subject) -> bool:
    severity = decision.fact("severity").value
    acts = [(act.fact("lawful").value, act.fact("gravity").value) for act in case.penalised]
    trifles = bool(acts) and all(lawful and gravity is not None and gravity <= MINOR for lawful, gravity in acts)
    return severity is not None and severity >= SEVERE and trifles


def _scales(case: Case, decision: Subject) -> tuple[str, ...]:
    """The declared judgements that the finding rests on, with their justification."""
    gate_ = case.file.gates[int(decision.where[1])].facts
    told = [("severity", decision.name, gate_.severity if gate_ else None)]
    told += [
        ("gravity", r.activity, r.facts.gravity if r.facts else None) for r in case.file.ratings if r.points.value < 0
    ]
    return tuple(
        f"{what} of {name}: {grade.value:g} of 5, {grade.assumption or grade.source or grade.fitted}"
        for what, name, grade in told
        if grade
    )

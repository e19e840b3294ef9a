"""The AI Act."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import SEVERE, Case, Charge
from counterscore.audit.decisions import ScoredDecision
from counterscore.audit.elements import Element, all_hold, any_of, scoped
from counterscore.audit.facts import Subject
from counterscore.audit.predicates.proportion import exceeded, only_trifles, scales, trifles, uncapped
from counterscore.audit.predicates.shared import (
    adverse,
    bearings,
    cross_context,
    decided_on,
    incomplete,
    no_law,
    significant,
)  # fmt: skip
from counterscore.audit.registry import predicate

# Annex III, by the context of the decision.
HIGH_RISK = {
    "education": "point 3", "employment": "point 4", "work": "point 4", "public-benefits": "point 5(a)",
    "credit": "point 5(b)", "insurance": "point 5(c)", "emergency": "point 5(d)", "policing": "point 6",
    "migration": "point 7", "justice": "point 8",
}  # fmt: skip
CATEGORIES = ("race", "politics", "union", "religion", "sex-life")


@predicate("AIA-GATE")
def gate(case: Case) -> Iterable[Charge]:
    """Charge the regime that does not declare whether it is an AI system: until it does, the Act's rules stay open."""
    status = case.fact("ai_system")
    open_ = status.value in (None, "unknown")
    yield Charge(case, (case.persons(), Element("its AI status is not declared", open_, status.where)))


@predicate("AIA-5-1-c-i")
def unrelated_context(case: Case) -> Iterable[Charge]:
    """Charge each decision that treats people worse for what comes from a context unrelated to it."""
    for decision in case.decisions:
        reached, paths = cross_context(case, decision)
        judged = bearings(case, paths)
        yield Charge(decision, (*_scored(case), adverse(decision), reached), paths, judgements=judged)


@predicate("AIA-5-1-c-ii")
def disproportionate(case: Case) -> Iterable[Charge]:
    """Charge each decision that treats people worse than their acts warrant; severe and for trifles alone, it fails."""
    for decision in case.decisions:
        out = any_of(exceeded(case, decision), no_law(decision), trifles(case, decision), uncapped(case))
        kind = "fail" if _severe_for_trifles(case, decision) else "review"
        yield Charge(decision, (*_scored(case), adverse(decision), out), kind=kind, judgements=scales(case, decision))


@predicate("AIA-5-1-c-cap")
def shared_without_decision(case: Case) -> Iterable[Charge]:
    """Charge the regime that lists no decision and shares or publishes the score."""
    listed = Element("no decision is listed", not case.decisions, ("gates",))
    spread = any_of(case.fact("score.shared").true("the score is shared"), case.published())
    yield Charge(case, (*_scored(case), listed, spread))


@predicate("AIA-5-1-d")
def offence_risk(case: Case) -> Iterable[Charge]:
    """Charge the regime that rates the risk of an offence by profile alone, on no adjudicated act."""
    purpose = case.fact("purposes").meets("its purpose is the risk of an offence", ["offence-risk"])
    facts = [act.fact("adjudicated").false(f"{act.name} is not adjudicated") for act in case.acts]
    alone = Element(
        "no objective fact linked to an offence enters", all_hold(f.holds for f in facts), (), parts=tuple(facts)
    )
    yield Charge(case, (case.ai(), case.persons(), purpose, alone))


@predicate("AIA-5-1-f")
def emotions(case: Case) -> Iterable[Charge]:
    """Charge each source from which emotions are inferred at work or school."""
    for source in case.sources:
        inferred = source.fact("emotions").is_in("emotions are inferred at work or school", "work", "school")
        yield Charge(source, (case.ai(), case.watched(), inferred))


@predicate("AIA-5-1-g")
def biometric_categories(case: Case) -> Iterable[Charge]:
    """Charge each source of biometric data from which a protected trait is deduced."""
    for source in case.sources:
        biometric = source.fact("biometric").true("the data are biometric")
        deduced = source.fact("infers").meets("a protected trait is deduced", CATEGORIES)
        yield Charge(source, (case.ai(), case.watched(), biometric, deduced))


@predicate("AIA-III")
def high_risk(case: Case) -> Iterable[Charge]:
    """Charge each decision whose context stands in Annex III: it is high-risk."""
    for decision in case.decisions:
        yield Charge(decision, (case.ai(), case.persons(), _listed(decision)))


@predicate("AIA-6-3")
def claim(case: Case) -> Iterable[Charge]:
    """Charge the regime that claims not to be high-risk although it profiles people."""
    claimed = case.fact("claims_not_high_risk").true("it is claimed not to be high-risk")
    profiles = case.fact("profiles").true("it profiles people")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), claimed, profiles))


@predicate("AIA-14")
def oversight(case: Case) -> Iterable[Charge]:
    """Charge each high-risk decision whose reviewer can neither overrule nor stop it."""
    for decision in case.decisions:
        helpless = decision.fact("override").false("the reviewer cannot overrule or stop it")
        yield Charge(decision, (case.ai(), case.persons(), scoped(_listed(decision)), helpless))


@predicate("AIA-26")
def users_duties(case: Case) -> Iterable[Charge]:
    """Charge the user who keeps logs too short, tells nobody, or has nobody competent to oversee a high-risk system."""
    short = case.fact("governance.logs").test("logs are kept for less than six months", lambda months: months < 6)
    untold = case.fact("governance.told").false("those concerned are not told")
    unowned = case.fact("governance.owner").false("nobody competent oversees it")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), any_of(short, untold, unowned)))


@predicate("AIA-27")
def rights_assessment(case: Case) -> Iterable[Charge]:
    """Charge a public body, or whoever decides on credit or insurance, without an assessment of fundamental rights."""
    money = decided_on(case, "it decides on credit or insurance", "credit", "insurance")
    bound = any_of(case.public(), money)
    missing = case.fact("governance.rights_assessment").false("no fundamental-rights assessment was made")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), bound, missing))


@predicate("AIA-86")
def explanation(case: Case) -> Iterable[Charge]:
    """Charge each significant high-risk decision that explains neither the system's role nor the main factors."""
    for decision in case.decisions:
        lacking = incomplete(case, {"role", "main-factors"})
        affected = adverse(decision), significant(decision)
        yield Charge(decision, (case.ai(), case.persons(), scoped(_listed(decision)), *affected, lacking))


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


def _severe_for_trifles(case: Case, decision: ScoredDecision) -> bool:
    severity = decision.fact("severity").value
    return severity is not None and severity >= SEVERE and only_trifles(case)

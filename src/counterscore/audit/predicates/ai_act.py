"""Predicates of the EU AI Act, Regulation (EU) 2024/1689."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import SEVERE, Case, Charge
from counterscore.audit.decisions import ScoredDecision
from counterscore.audit.elements import Element, all_hold, any_of, scoped
from counterscore.audit.facts import Subject
from counterscore.audit.predicates.proportion import exceeded, minor_acts, only_minor_acts, scales, uncapped
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
    """Charge a regime that does not declare whether it is an AI system, so that the rules of the Act stay open."""
    status = case.fact("ai_system")
    open_ = status.value in (None, "unknown")
    yield Charge(case, (case.persons(), Element("it is not declared whether it is an AI system", open_, status.where)))


@predicate("AIA-5-1-c-i")
def unrelated_context(case: Case) -> Iterable[Charge]:
    """Charge each decision that treats people worse because of data from an unrelated context."""
    for decision in case.decisions:
        reached, paths = cross_context(case, decision)
        judged = bearings(case, paths)
        yield Charge(decision, (*_scored(case), adverse(decision), reached), paths, judgements=judged)


@predicate("AIA-5-1-c-ii")
def disproportionate(case: Case) -> Iterable[Charge]:
    """Charge each decision that treats people worse than their acts justify.

    It fails if the treatment is severe and only minor acts cost points; otherwise it needs review.
    """
    for decision in case.decisions:
        out = any_of(exceeded(case, decision), no_law(decision), minor_acts(case, decision), uncapped(case))
        kind = "fail" if _severe_for_minor_acts(case, decision) else "review"
        yield Charge(decision, (*_scored(case), adverse(decision), out), kind=kind, judgements=scales(case, decision))


@predicate("AIA-5-1-c-cap")
def shared_without_decision(case: Case) -> Iterable[Charge]:
    """Charge a regime that lists no decision but shares or publishes the score."""
    listed = Element("no decision is listed", not case.decisions, ("gates",))
    spread = any_of(case.fact("score.shared").true("the score is shared"), case.published())
    yield Charge(case, (*_scored(case), listed, spread))


@predicate("AIA-5-1-d")
def offence_risk(case: Case) -> Iterable[Charge]:
    """Charge a regime that rates the risk of an offence from a profile alone, without any adjudicated act."""
    purpose = case.fact("purposes").meets("its purpose is to assess the risk of an offence", ["offence-risk"])
    facts = [act.fact("adjudicated").false(f"{act.name} is not adjudicated") for act in case.acts]
    alone = Element(
        "it uses no objective fact linked to an offence", all_hold(f.holds for f in facts), (), parts=tuple(facts)
    )
    yield Charge(case, (case.ai(), case.persons(), purpose, alone))


@predicate("AIA-5-1-f")
def emotions(case: Case) -> Iterable[Charge]:
    """Charge each source used to infer emotions at work or school."""
    for source in case.sources:
        inferred = source.fact("emotions").is_in("emotions are inferred at work or school", "work", "school")
        yield Charge(source, (case.ai(), case.watched(), inferred))


@predicate("AIA-5-1-g")
def biometric_categories(case: Case) -> Iterable[Charge]:
    """Charge each source of biometric data used to infer a protected trait."""
    for source in case.sources:
        biometric = source.fact("biometric").true("the data are biometric")
        deduced = source.fact("infers").meets("a protected trait is inferred", CATEGORIES)
        yield Charge(source, (case.ai(), case.watched(), biometric, deduced))


@predicate("AIA-III")
def high_risk(case: Case) -> Iterable[Charge]:
    """Charge each decision whose context is listed in Annex III: it is high-risk."""
    for decision in case.decisions:
        yield Charge(decision, (case.ai(), case.persons(), _listed(decision)))


@predicate("AIA-6-3")
def claim(case: Case) -> Iterable[Charge]:
    """Charge a regime that claims not to be high-risk although it profiles people."""
    claimed = case.fact("claims_not_high_risk").true("the operator claims that it is not high-risk")
    profiles = case.fact("profiles").true("it profiles people")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), claimed, profiles))


@predicate("AIA-14")
def oversight(case: Case) -> Iterable[Charge]:
    """Charge each high-risk decision that the reviewer can neither overrule nor stop."""
    for decision in case.decisions:
        helpless = decision.fact("override").false("the reviewer cannot overrule or stop it")
        yield Charge(decision, (case.ai(), case.persons(), scoped(_listed(decision)), helpless))


@predicate("AIA-26")
def users_duties(case: Case) -> Iterable[Charge]:
    """Charge a deployer of a high-risk system that deletes logs too early, informs nobody or lacks oversight."""
    short = case.fact("governance.logs").test("logs are kept for less than six months", lambda months: months < 6)
    uninformed = case.fact("governance.told").false("the people affected are not informed")
    unowned = case.fact("governance.owner").false("no competent person oversees it")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), any_of(short, uninformed, unowned)))


@predicate("AIA-27")
def rights_assessment(case: Case) -> Iterable[Charge]:
    """Charge a public body, or a regime on credit or insurance, without a fundamental-rights assessment."""
    money = decided_on(case, "the score decides on credit or insurance", "credit", "insurance")
    bound = any_of(case.public(), money)
    missing = case.fact("governance.rights_assessment").false("no fundamental-rights assessment was made")
    yield Charge(case, (case.ai(), case.persons(), _some_listed(case), bound, missing))


@predicate("AIA-86")
def explanation(case: Case) -> Iterable[Charge]:
    """Charge each significant high-risk decision without an explanation of the system's role and the main factors."""
    for decision in case.decisions:
        lacking = incomplete(case, {"role", "main-factors"})
        affected = adverse(decision), significant(decision)
        yield Charge(decision, (case.ai(), case.persons(), scoped(_listed(decision)), *affected, lacking))


def _scored(case: Case) -> tuple[Element, ...]:
    """Return what both limbs require: an AI system that evaluates natural persons over a period of time."""
    window = case.fact("window")
    period = Element(
        "behaviour is evaluated over a period of time", window.value != 0, window.where if window.value else ("score",)
    )
    return case.ai(), case.persons(), period


def _listed(decision: Subject) -> Element:
    context = decision.fact("context")
    text = f"{context.value} is a high-risk use (Annex III, {HIGH_RISK.get(context.value, 'no point')})"
    return context.is_in(text, *HIGH_RISK)


def _some_listed(case: Case) -> Element:
    return decided_on(case, "at least one decision is a high-risk use", *HIGH_RISK)


def _severe_for_minor_acts(case: Case, decision: ScoredDecision) -> bool:
    severity = decision.fact("severity").value
    return severity is not None and severity >= SEVERE and only_minor_acts(case)

"""Whether a treatment is in proportion to the acts that it answers: gravity, severity, caps, and what adds up."""

from __future__ import annotations

from math import isinf

from counterscore.audit.case import MINOR, Case
from counterscore.audit.decisions import ScoredDecision
from counterscore.audit.elements import Element, all_of, any_holds
from counterscore.audit.facts import Subject
from counterscore.audit.reach import loss

GAP = 2  # steps by which severity exceeds gravity before it is out of proportion
NAMED = 6


def exceeded(case: Case, decision: ScoredDecision) -> Element:
    """The severity exceeds the gravity of some penalised act by two steps."""
    severity = decision.fact("severity")
    if severity.value is None:
        return Element("the severity of the treatment", None if case.penalised else False, severity.where)

    def less(act: Subject) -> Element:
        gravity = act.fact("gravity")
        said = f"{act.name} ({gravity.value or 0:g})"
        return gravity.test(said, lambda grade: severity.value - grade >= GAP)

    parts = [less(act) for act in case.penalised]
    return _some(f"the treatment has severity {severity.value:g}, and of far less gravity are", parts)


def trifles(case: Case, decision: ScoredDecision) -> Element:
    """Acts of little gravity, repeated month after month, add up to the line at which the decision turns."""
    line = decision.distance
    parts = [_adding_up(case, line, act) for act in case.penalised]
    told = f"trifles add up to the {line:,.0f} points that refuse" if line else "trifles add up and lower one's place"
    return _some(f"{told}:", parts)


def uncapped(case: Case) -> Element:
    """Nothing caps what a month of an act can cost in a ledger of points."""
    ledger = case.file.score is None or case.file.score.method == "ledger"
    parts = [Element(act.name, case.rating(act).cap is None, (*act.where, "cap")) for act in case.penalised if ledger]
    return _some("no cap limits what they cost:", parts)


def only_trifles(case: Case) -> bool:
    """Whether every act that costs points is lawful and of little gravity, as declared."""
    acts = [(act.fact("lawful").value, act.fact("gravity").value) for act in case.penalised]
    return bool(acts) and all(lawful and gravity is not None and gravity <= MINOR for lawful, gravity in acts)


def scales(case: Case, decision: ScoredDecision) -> tuple[str, ...]:
    """The declared judgements of gravity and severity, with their justification."""
    told = [("severity", decision), *(("gravity", act) for act in case.penalised)]
    return tuple(
        f"{what} of {subject.name}: {subject.fact(what).value:g} of 5, {subject.fact(what).why}"
        for what, subject in told
        if subject.fact(what).value is not None
    )


def _adding_up(case: Case, line: float, act: Subject) -> Element:
    lost = loss(case.file, case.rating(act))
    points = "without end" if isinf(lost) else f"{lost:,.0f}" if lost >= 10 else f"{lost:.2g}"
    said = f"{act.name} ({points})"
    gravity = act.fact("gravity").test(said, lambda grade: grade <= MINOR)
    return all_of(gravity, Element(said, lost >= line, (*act.where, "points")))


def _some(said: str, parts: list[Element]) -> Element:
    """One element that names the acts of which it holds, the first of many."""
    told = [part for part in parts if part.holds]
    more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
    names = ", ".join(part.said for part in told[:NAMED]) + more
    where = told[0].where if told else ("ratings",)
    return Element(f"{said} {names}".strip(), any_holds(part.holds for part in parts), where, parts=tuple(parts))

"""Elements on proportion: severity of a treatment against gravity of the acts, caps, and repeated minor acts."""

from __future__ import annotations

from math import isinf

from counterscore.audit.case import MINOR, Case
from counterscore.audit.decisions import ScoredDecision
from counterscore.audit.elements import Element, all_of, any_holds
from counterscore.audit.facts import Subject
from counterscore.audit.reach import loss

GAP = 2  # number of steps from which severity above gravity is disproportionate
NAMED = 6  # acts that a text names before it only counts the rest


def exceeded(case: Case, decision: ScoredDecision) -> Element:
    """Return whether severity exceeds the gravity of a penalised act by two steps or more."""
    severity = decision.fact("severity")
    if severity.value is None:
        return Element("the severity of the treatment", None if case.penalised else False, severity.where)

    def far_below(act: Subject) -> Element:
        gravity = act.fact("gravity")
        text = f"{act.name} ({gravity.value or 0:g})"
        return gravity.test(text, lambda grade: severity.value - grade >= GAP)

    parts = [far_below(act) for act in case.penalised]
    return _some(f"the treatment has severity {severity.value:g}, far above the gravity of", parts)


def minor_acts(case: Case, decision: ScoredDecision) -> Element:
    """Return whether a minor act, repeated every month, costs enough points for a refusal."""
    distance = decision.distance
    parts = [_adding_up(case, distance, act) for act in case.penalised]
    effect = f"costs the {distance:,.0f} points that lead to refusal" if distance else "lowers a person's rank"
    return _some(f"a minor act repeated every month {effect}:", parts)


def uncapped(case: Case) -> Element:
    """Return whether, in a ledger of points, there is no cap on the points that an act can cost in a month."""
    ledger = case.file.score is None or case.file.score.method == "ledger"
    parts = [Element(act.name, case.rating(act).cap is None, (*act.where, "cap")) for act in case.penalised if ledger]
    return _some("no cap limits the points lost in a month for", parts)


def only_minor_acts(case: Case) -> bool:
    """Return whether every act that costs points is declared lawful and minor."""
    acts = [(act.fact("lawful").value, act.fact("gravity").value) for act in case.penalised]
    return bool(acts) and all(lawful and gravity is not None and gravity <= MINOR for lawful, gravity in acts)


def scales(case: Case, decision: ScoredDecision) -> tuple[str, ...]:
    """Return the declared judgements of gravity and severity in words, with their justification."""
    judged = [("severity", decision), *(("gravity", act) for act in case.penalised)]
    return tuple(
        f"{what} of {subject.name}: {subject.fact(what).value:g} out of 5 ({subject.fact(what).why})"
        for what, subject in judged
        if subject.fact(what).value is not None
    )


def _adding_up(case: Case, distance: float, act: Subject) -> Element:
    lost = loss(case.file, case.rating(act))
    points = "unlimited" if isinf(lost) else f"{lost:,.0f}" if lost >= 10 else f"{lost:.2g}"
    text = f"{act.name} ({points})"
    gravity = act.fact("gravity").test(text, lambda grade: grade <= MINOR)
    return all_of(gravity, Element(text, lost >= distance, (*act.where, "points")))


def _some(text: str, parts: list[Element]) -> Element:
    """Return an element that holds if one of its parts does, and names the first of those."""
    met = [part for part in parts if part.holds]
    more = f" and {len(met) - NAMED} more" if len(met) > NAMED else ""
    names = ", ".join(part.text for part in met[:NAMED]) + more
    where = met[0].where if met else ("ratings",)
    return Element(f"{text} {names}".strip(), any_holds(part.holds for part in parts), where, parts=tuple(parts))

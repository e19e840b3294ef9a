"""Predicates of US federal law: FCRA, ECOA and the four-fifths benchmark."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import Case, Charge
from counterscore.audit.elements import Element, any_of, scoped
from counterscore.audit.predicates.shared import adverse, decided_on, duration, incomplete
from counterscore.audit.registry import predicate

BASES = ("race", "religion", "national-origin", "sex", "marital-status", "age", "public-assistance")
INVESTIGATION = 30
SEVEN_YEARS = 84
FOUR_FIFTHS = 0.8


@predicate("FCRA-CRA")
def reporting_agency(case: Case) -> Iterable[Charge]:
    """Charge a regime that assembles people's reputation for others and gives them the score."""
    shared = case.fact("score.shared").true("others receive the score")
    yield Charge(case, (case.persons(), _assembles(case), shared))


@predicate("FCRA-1681i")
def dispute(case: Case) -> Iterable[Charge]:
    """Charge an agency that takes too long over disputes, keeps unverifiable items or corrects nothing."""
    days = case.fact("rights.correction.days")
    late = days.over(f"a dispute takes {duration(days.value, 'day')}", INVESTIGATION)
    unverifiable = case.fact("rights.correction.unverifiable_kept").true("unverifiable items are kept")
    yield Charge(
        case, (case.persons(), scoped(_assembles(case)), any_of(late, unverifiable, case.withheld("correction")))
    )


@predicate("FCRA-1681c")
def obsolete(case: Case) -> Iterable[Charge]:
    """Charge each act that an agency counts for more than seven years."""
    for act in case.penalised:
        stays = act.fact("stays")
        old = stays.over(f"it counts for {duration(stays.value, 'month')}", SEVEN_YEARS)
        yield Charge(act, (case.persons(), scoped(_assembles(case)), old))


@predicate("FCRA-1681m")
def adverse_action(case: Case) -> Iterable[Charge]:
    """Charge an agency whose score leads to refusals with a missing or incomplete notice."""
    refused = scoped(case.some("at least one decision treats people worse", case.decisions, adverse))
    lacking = incomplete(case, {"score", "main-factors", "source", "dispute-right"})
    yield Charge(case, (case.persons(), scoped(_assembles(case)), refused, any_of(case.withheld("notice"), lacking)))


@predicate("ECOA-9")
def reasons(case: Case) -> Iterable[Charge]:
    """Charge each credit decision that comes without its main reasons, or with them too late."""
    days = case.fact("rights.explanation.days")
    late = days.over(f"reasons take {duration(days.value, 'day')}", INVESTIGATION)
    for decision in case.decisions:
        credit = scoped(decision.fact("context").is_in("it decides on credit", "credit"))
        yield Charge(decision, (case.persons(), credit, any_of(incomplete(case, {"main-factors"}), late)))


@predicate("ECOA-6")
def prohibited_basis(case: Case) -> Iterable[Charge]:
    """Charge use of a prohibited basis in credit, of a proxy for one, and separate thresholds by one.

    A proxy needs review; the rest fails.
    """
    credit = decided_on(case, "the score decides on credit", "credit")
    for each in (*case.acts, *case.inputs):
        ground = case.ground(each)
        basis = ground.is_in(f"it is a prohibited basis: {ground.value}", *BASES)
        proxy = each.fact("proxy_for").meets("it is a proxy for a prohibited basis", BASES)
        kind = "fail" if basis.holds else "review"
        yield Charge(each, (case.persons(), credit, any_of(basis, proxy)), kind=kind)
    for decision in case.divided:
        ground = case.ground(decision)
        divided = ground.is_in(f"each group has its own threshold, by a prohibited basis: {ground.value}", *BASES)
        on_credit = scoped(decision.fact("context").is_in("it decides on credit", "credit"))
        yield Charge(decision, (case.persons(), on_credit, divided))


@predicate("US-4-5")
def four_fifths(case: Case) -> Iterable[Charge]:
    """Charge a regime whose operator found a selection ratio below four fifths in its own test."""
    ratio = case.fact("governance.selection_ratio")
    text = f"the operator's own test found a selection ratio of {ratio.value}"
    yield Charge(case, (case.persons(), _decides(case), ratio.test(text, lambda value: value < FOUR_FIFTHS)))


def _assembles(case: Case) -> Element:
    text = "it assembles reputation or mode of living for others who decide on eligibility"
    return case.fact("assembles_reputation").true(text)


def _decides(case: Case) -> Element:
    return Element("decisions depend on the score", bool(case.decisions), ("gates",), scope=True)

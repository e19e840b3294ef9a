"""Federal law of the United States."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import Case, Charge
from counterscore.audit.elements import Element, any_of, scoped
from counterscore.audit.predicates.shared import adverse, decided_on, incomplete
from counterscore.audit.registry import predicate

BASES = ("race", "religion", "national-origin", "sex", "marital-status", "age", "public-assistance")
INVESTIGATION = 30
SEVEN_YEARS = 84
FOUR_FIFTHS = 0.8


@predicate("FCRA-CRA")
def reporting_agency(case: Case) -> Iterable[Charge]:
    """Charge the regime that assembles reputation for others and hands the score to them."""
    shared = case.fact("score.shared").true("others receive the score")
    yield Charge(case, (case.persons(), _assembles(case), shared))


@predicate("FCRA-1681i")
def dispute(case: Case) -> Iterable[Charge]:
    """Charge an agency that disputes take too long with, that keeps what it cannot verify, or that corrects nothing."""
    days = case.fact("rights.correction.days")
    late = days.over(f"a dispute takes {days.value} days", INVESTIGATION)
    kept = case.fact("rights.correction.unverifiable_kept").true("what cannot be verified is kept")
    yield Charge(case, (case.persons(), scoped(_assembles(case)), any_of(late, kept, case.withheld("correction"))))


@predicate("FCRA-1681c")
def obsolete(case: Case) -> Iterable[Charge]:
    """Charge each act that an agency counts for more than seven years, or without end."""
    for act in case.penalised:
        stays = act.fact("stays")
        old = stays.over(f"it counts for {stays.value} months (none: without end)", SEVEN_YEARS)
        yield Charge(act, (case.persons(), scoped(_assembles(case)), old))


@predicate("FCRA-1681m")
def adverse_action(case: Case) -> Iterable[Charge]:
    """Charge an agency whose score leads to refusals of which the notice is missing or incomplete."""
    refused = scoped(case.some("some decision treats people worse", case.decisions, adverse))
    lacking = incomplete(case, {"score", "main-factors", "source", "dispute-right"})
    yield Charge(case, (case.persons(), scoped(_assembles(case)), refused, any_of(case.withheld("notice"), lacking)))


@predicate("ECOA-9")
def reasons(case: Case) -> Iterable[Charge]:
    """Charge each decision on credit that comes without its main factors, or with them too late."""
    days = case.fact("rights.explanation.days")
    late = days.over(f"reasons take {days.value} days", INVESTIGATION)
    for decision in case.decisions:
        credit = scoped(decision.fact("context").is_in("it decides on credit", "credit"))
        yield Charge(decision, (case.persons(), credit, any_of(incomplete(case, {"main-factors"}), late)))


@predicate("ECOA-6")
def prohibited_basis(case: Case) -> Iterable[Charge]:
    """Charge what is a prohibited basis in credit, or stands in for one (to be reviewed), and lines drawn by one."""
    credit = decided_on(case, "the score decides on credit", "credit")
    for each in (*case.acts, *case.inputs):
        ground = case.ground(each)
        basis = ground.is_in(f"it is a prohibited basis: {ground.value}", *BASES)
        proxy = each.fact("proxy_for").meets("it stands in for a prohibited basis", BASES)
        kind = "fail" if basis.holds else "review"
        yield Charge(each, (case.persons(), credit, any_of(basis, proxy)), kind=kind)
    for decision in case.divided:
        ground = case.ground(decision)
        apart = ground.is_in(
            f"each part of people has a line of its own, by a prohibited basis: {ground.value}", *BASES
        )
        on_credit = scoped(decision.fact("context").is_in("it decides on credit", "credit"))
        yield Charge(decision, (case.persons(), on_credit, apart))


@predicate("US-4-5")
def four_fifths(case: Case) -> Iterable[Charge]:
    """Charge the regime whose operator's own test found a selection ratio below four fifths."""
    ratio = case.fact("governance.selection_ratio")
    said = f"the operator's own test found a ratio of {ratio.value}"
    yield Charge(case, (case.persons(), _decides(case), ratio.test(said, lambda value: value < FOUR_FIFTHS)))


def _assembles(case: Case) -> Element:
    said = "reputation or way of living is assembled for others who decide on eligibility"
    return case.fact("assembles_reputation").true(said)


def _decides(case: Case) -> Element:
    return Element("decisions hang on the score", bool(case.decisions), ("gates",), scope=True)

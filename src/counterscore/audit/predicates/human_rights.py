"""Predicates of human-rights instruments: ICCPR, UNESCO Recommendation, conventions of the Council of Europe."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import Case, Charge
from counterscore.audit.elements import Element, any_of, scoped
from counterscore.audit.facts import Subject
from counterscore.audit.predicates.shared import adverse, explains_nothing, no_law, not_heard
from counterscore.audit.registry import predicate

MOVEMENT = ("travel", "housing")
UNJUSTIFIED = "no objective criterion justifies it"


@predicate("UNESCO-26")
def social_scoring(case: Case) -> Iterable[Charge]:
    """Charge a public operator whose score covers life in general or whose surveillance is pervasive."""
    general = case.fact("score.scope").is_in("the score covers life in general", "general")
    yield Charge(case, (case.persons(), case.public(), any_of(general, _pervasive(case))))


@predicate("ICCPR-12")
def movement(case: Case) -> Iterable[Charge]:
    """Charge each decision on travel or residence without a law or without a case-by-case assessment.

    It fails without any law; otherwise it needs review.
    """
    for decision in case.decisions:
        moving = scoped(decision.fact("context").is_in("it decides on travel or residence", *MOVEMENT))
        blanket = decision.fact("individual").false("necessity is not assessed case by case")
        kind = "fail" if decision.fact("law_reference").value == "none" else "review"
        charged = (case.persons(), moving, adverse(decision), any_of(no_law(decision), blanket))
        yield Charge(decision, charged, kind=kind)


@predicate("ICCPR-17")
def privacy(case: Case) -> Iterable[Charge]:
    """Charge a regime with pervasive surveillance of daily life, or that publishes the score."""
    yield Charge(case, (case.watched(), any_of(_pervasive(case), case.published())))


@predicate("ICCPR-19")
def speech(case: Case) -> Iterable[Charge]:
    """Charge each act of speech that costs points, and each praise of those in authority that earns points."""
    for act in case.acts:
        costs = Element(f"it costs {-case.points(act):g} points", case.points(act) < 0, (*act.where, "points"))
        earns = Element(f"it earns {case.points(act):g} points", case.points(act) > 0, (*act.where, "points"))
        spoken = act.fact("protected").is_in("the act is speech", "speech")
        praise = act.fact("praise").true("the act praises those in authority")
        yield Charge(act, (case.persons(), *((spoken, costs) if costs.holds else (praise, earns))))


@predicate("ICCPR-18")
def belief(case: Case) -> Iterable[Charge]:
    """Charge each act of religion or thought that changes the score."""
    yield from _freedom(case, "religion", "thought")


@predicate("ICCPR-21")
def assembly(case: Case) -> Iterable[Charge]:
    """Charge each assembly that changes the score."""
    yield from _freedom(case, "assembly")


@predicate("ICCPR-22")
def association(case: Case) -> Iterable[Charge]:
    """Charge each act of association that changes the score, and the influence of friends' scores."""
    yield from _freedom(case, "association", "union")
    yield Charge(_friends(case), (case.persons(), case.ties()))


@predicate("ICCPR-25")
def public_affairs(case: Case) -> Iterable[Charge]:
    """Charge each petition or vote that changes the score."""
    yield from _freedom(case, "petition", "vote")


@predicate("ICCPR-26")
def discrimination(case: Case) -> Iterable[Charge]:
    """Charge unjustified use of a protected trait or a proxy for one, and separate thresholds by such a trait."""
    for each in (*case.acts, *case.inputs):
        ground = case.ground(each)
        trait = ground.test(f"it is itself a protected trait: {ground.value}", lambda value: value != "none")
        proxy = each.fact("proxy_for").test(f"it is a proxy for {_listed(each)}", bool)
        unjustified = each.fact("justified").is_in(UNJUSTIFIED, "none")
        yield Charge(each, (case.persons(), any_of(trait, proxy), unjustified))
    for decision in case.divided:
        ground = case.ground(decision)
        text = f"each group has its own threshold, by a protected trait: {ground.value}"
        divided = ground.test(text, lambda value: value != "none")
        yield Charge(decision, (case.persons(), divided, decision.fact("justified").is_in(UNJUSTIFIED, "none")))


@predicate("ICCPR-26-KIN")
def kin(case: Case) -> Iterable[Charge]:
    """Charge each clause that affects relatives, friends, owners or associates because of what somebody else did."""
    for decision in case.decisions:
        yield Charge(
            decision, (case.persons(), decision.fact("associates").true("relatives or associates are affected"))
        )
    yield Charge(_friends(case), (case.persons(), case.ties()))
    yield Charge(Subject(case.file, ("firms", "joint"), "joint punishment"), (case.persons(), _joint_punishment(case)))
    for n, listing in enumerate(case.file.lists):
        family = Element("the household of a listed person is affected", bool(listing.family_blocks), ("lists", n))
        yield Charge(Subject(case.file, ("lists", n, "family_blocks"), listing.id), (case.persons(), family))
    for source in case.sources:
        others = source.fact("about").is_in("records of associates count", "associates")
        yield Charge(source, (case.persons(), others))


def _joint_punishment(case: Case) -> Element:
    """Return whether a person is punished for a firm, or a firm for a person."""
    joint = case.file.firms.joint if case.file.firms else None
    return Element("an owner and the firm are punished for each other's conduct", joint is not None, ("firms", "joint"))


@predicate("ICCPR-14")
def fair_hearing(case: Case) -> Iterable[Charge]:
    """Charge sanctions without hearing or appeal, and acts punished twice or retroactively."""
    sanction = scoped(case.some("at least one decision treats people worse", case.decisions, adverse))
    unheard = any_of(not_heard(case), case.withheld("appeal"))
    yield Charge(case, (case.persons(), sanction, unheard))
    for act in case.penalised:
        twice = act.fact("already_sanctioned").true("the law already punishes it")
        later = act.fact("retroactive").true("it counts acts from before the rule was published")
        yield Charge(act, (case.persons(), sanction, any_of(twice, later)))


@predicate("COE-AI")
def framework_convention(case: Case) -> Iterable[Charge]:
    """Charge an AI system without records, oversight, repeated assessment or a way to contest it."""
    record = case.fact("governance.record").false("no record is kept")
    oversight = case.fact("governance.owner").false("nobody oversees it")
    once = case.fact("governance.iterative").false("the assessment is not repeated")
    contest = any_of(case.withheld("human_review"), case.withheld("appeal"))
    yield Charge(case, (case.ai(), case.persons(), any_of(record, oversight, once, contest)))


@predicate("C108P-9")
def own_view(case: Case) -> Iterable[Charge]:
    """Charge a regime that does not hear the people concerned or does not explain its decisions to them."""
    decides = Element("decisions depend on the score", bool(case.decisions), ("gates",), scope=True)
    yield Charge(case, (case.persons(), decides, any_of(not_heard(case), explains_nothing(case))))


def _pervasive(case: Case) -> Element:
    return case.fact("monitoring").is_in("surveillance of daily life is pervasive", "pervasive")


def _friends(case: Case) -> Subject:
    return Subject(case.file, ("score", "friends"), "friends")


def _freedom(case: Case, *kinds: str) -> Iterable[Charge]:
    for act in case.acts:
        use = act.fact("protected").is_in(f"the act exercises a freedom: {act.fact('protected').value}", *kinds)
        moves = Element(
            f"it changes the score by {case.points(act):+g} points", case.points(act) != 0, (*act.where, "points")
        )
        yield Charge(act, (case.persons(), use, moves))


def _listed(act: Subject) -> str:
    return ", ".join(act.fact("proxy_for").value or ())

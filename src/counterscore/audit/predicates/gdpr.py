"""Predicates of the General Data Protection Regulation, Regulation (EU) 2016/679."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import Case, Charge
from counterscore.audit.elements import Element, all_of, any_of
from counterscore.audit.facts import Fact, Subject
from counterscore.audit.predicates.shared import (
    adverse,
    automated,
    duration,
    explains_nothing,
    no_law,
    not_heard,
    significant,
)  # fmt: skip
from counterscore.audit.registry import predicate

SPECIAL = ("race", "politics", "religion", "union", "genetics", "biometrics", "health", "sex-life")
PROXIED = ("race", "politics", "religion", "union", "disability")
ANSWERED = ("explanation", "human_review", "access", "correction", "erasure", "objection")
NOTICE = ("purpose", "basis", "recipients", "retention", "rights", "logic")
MONTH = 30


@predicate("GDPR-5-1-a")
def hidden(case: Case) -> Iterable[Charge]:
    """Charge each source that people are not informed of, and a regime whose notice does not explain the logic."""
    for source in (*case.sources, *case.inputs):
        yield Charge(source, (case.watched(), source.fact("in_notice").false("people are not informed of this source")))
    logic = case.fact("rights.notice.content").lacks("the notice does not explain the logic", ["logic"])
    yield Charge(case, (case.persons(), any_of(case.withheld("notice"), logic)))


@predicate("GDPR-5-1-b")
def other_purpose(case: Case) -> Iterable[Charge]:
    """Charge each source whose data were collected for another, incompatible purpose without a law."""
    used = case.fact("purposes")
    for source in case.sources:
        untested = source.fact("compatible").false("the uses are not shown to be compatible")
        yield Charge(source, (case.watched(), _collected_otherwise(source, used), untested, no_law(source)))


@predicate("GDPR-5-1-c")
def irrelevant(case: Case) -> Iterable[Charge]:
    """Charge each act and input that is not shown to be relevant."""
    for each in (*case.acts, *case.inputs):
        unshown = each.fact("relevance_shown").false("it is not shown to be relevant")
        yield Charge(each, (case.persons(), unshown))


@predicate("GDPR-5-1-d")
def unverified(case: Case) -> Iterable[Charge]:
    """Charge each act that costs points on the basis of an unverified record."""
    for act in case.penalised:
        verified = case.source_of(act).fact("verified")
        report = verified.is_in(f"it is based on a record that is {verified.value}", "reported", "unverified")
        yield Charge(act, (case.persons(), report))


@predicate("GDPR-5-1-e")
def without_end(case: Case) -> Iterable[Charge]:
    """Charge each source whose records are kept indefinitely, if points never decay either."""
    decays = case.file.score is not None and case.file.score.half_life is not None
    for source in case.sources:
        indefinite = source.fact("retention").is_in("records are kept indefinitely", "none")
        stays = Element("points never decay", not decays, ("score", "half_life"))
        yield Charge(source, (case.watched(), indefinite, stays))


@predicate("GDPR-6")
def no_basis(case: Case) -> Iterable[Charge]:
    """Charge each source without a legal basis, or for which a public body relies on legitimate interests."""
    for source in case.sources:
        basis = source.fact("legal_basis")
        none = basis.is_in("there is no legal basis", "none")
        interests = basis.is_in("it relies on legitimate interests", "dpv:LegitimateInterest")
        yield Charge(source, (case.watched(), any_of(none, all_of(interests, case.public()))))


@predicate("GDPR-7")
def unfree_consent(case: Case) -> Iterable[Charge]:
    """Charge each source that relies on consent that is not freely given.

    Consent is not free if participation is mandatory, refusing has a cost, or a public body asks for it.
    """
    costs = case.fact("participation.refusal_costs").true("refusing consent has a cost")
    for source in case.sources:
        consent = source.fact("legal_basis").is_in("it relies on consent", "dpv:Consent")
        yield Charge(source, (case.watched(), consent, any_of(case.mandatory(), costs, case.public())))


@predicate("GDPR-9")
def special_categories(case: Case) -> Iterable[Charge]:
    """Charge data that contain, reveal or are a proxy for a special category, without consent or law.

    A proxy needs review; the rest fails.
    """
    for source in case.sources:
        has = source.fact("special").meets("the data contain special categories", SPECIAL)
        infers = source.fact("infers").meets("special categories are inferred", SPECIAL)
        yield Charge(source, (case.watched(), any_of(has, infers), _no_ground(source)))
    for act in case.acts:
        proxy = act.fact("proxy_for").meets("the act is a proxy for a special category", PROXIED)
        yield Charge(act, (case.persons(), proxy, _no_ground(case.source_of(act))), kind="review")
    for each in case.inputs:
        special = case.ground(each).is_in("it is a special category", *PROXIED)
        proxy = each.fact("proxy_for").meets("it is a proxy for a special category", PROXIED)
        kind = "fail" if special.holds else "review"
        yield Charge(each, (case.persons(), any_of(special, proxy), _no_ground(each)), kind=kind)


@predicate("GDPR-10")
def offences(case: Case) -> Iterable[Charge]:
    """Charge each source of data on offences that no law provides for."""
    for source in case.sources:
        has = source.fact("special").meets("the data contain offences", ["offences"])
        yield Charge(source, (case.watched(), has, no_law(source)))


@predicate("GDPR-12")
def slow(case: Case) -> Iterable[Charge]:
    """Charge each right that is granted but takes more than a month to be answered."""
    for right in ANSWERED:
        days = case.fact(f"rights.{right}.days")
        late = days.over(f"a reply on {right.replace('_', ' ')} takes {duration(days.value, 'day')}", MONTH)
        there = case.granted(right).true(f"there is a right to {right.replace('_', ' ')}")
        yield Charge(Subject(case.file, days.where[:-1], right), (case.persons(), there, late))


@predicate("GDPR-13-14")
def incomplete_notice(case: Case) -> Iterable[Charge]:
    """Charge a regime whose notice is missing or incomplete."""
    content = case.fact("rights.notice.content")
    missing = [item for item in NOTICE if item not in (content.value or ())]
    lacking = content.lacks(f"the notice lacks {', '.join(missing)}", NOTICE)
    yield Charge(case, (case.watched(), any_of(case.withheld("notice"), lacking)))


@predicate("GDPR-15-1-h")
def no_explanation(case: Case) -> Iterable[Charge]:
    """Charge a regime that does not explain its decisions to the people concerned."""
    yield Charge(case, (case.persons(), explains_nothing(case)))


@predicate("GDPR-16")
def no_correction(case: Case) -> Iterable[Charge]:
    """Charge a regime that does not correct records, or does not recompute the score afterwards."""
    stale = case.fact("rights.correction.recompute").false("the score is not recomputed")
    yield Charge(case, (case.watched(), any_of(case.withheld("correction"), stale)))


@predicate("GDPR-17")
def no_erasure(case: Case) -> Iterable[Charge]:
    """Charge a regime that erases nothing on request."""
    yield Charge(case, (case.watched(), case.withheld("erasure")))


@predicate("GDPR-21")
def no_objection(case: Case) -> Iterable[Charge]:
    """Charge a regime without a right to object to being watched."""
    yield Charge(case, (case.watched(), case.withheld("objection")))


@predicate("GDPR-22")
def automated_decision(case: Case) -> Iterable[Charge]:
    """Charge each significant automated decision that no contract, law or consent allows."""
    for decision in case.decisions:
        yield Charge(decision, (case.persons(), *_covered(decision), _no_exception(decision)))


@predicate("GDPR-22-3")
def no_human_review(case: Case) -> Iterable[Charge]:
    """Charge each significant automated decision without a hearing by a human, or that cannot be contested."""
    final = case.fact("rights.human_review.contest").false("the outcome cannot be contested")
    for decision in case.decisions:
        yield Charge(decision, (case.persons(), *_covered(decision), any_of(not_heard(case), final)))


@predicate("GDPR-25")
def published_by_default(case: Case) -> Iterable[Charge]:
    """Charge a regime that publishes the score by default or without consent."""
    default = case.fact("publication.by_default").true("it is published by default")
    unasked = case.fact("publication.consent").false("people are not asked for consent")
    yield Charge(case, (case.persons(), case.published(), any_of(default, unasked)))


@predicate("GDPR-35")
def no_assessment(case: Case) -> Iterable[Charge]:
    """Charge a regime that evaluates people on a large scale without an impact assessment."""
    large = case.fact("large_scale").true("people are evaluated on a large scale")
    missing = case.fact("governance.impact_assessment").false("no impact assessment was made")
    yield Charge(case, (case.watched(), large, missing))


def _collected_otherwise(source: Subject, used: Fact) -> Element:
    text = "the data were collected for another purpose"
    if used.value is None:
        return Element(text, None, used.where)
    return source.fact("collected_for").test(text, lambda first: not set(first) & set(used.value))


def _covered(decision: Subject) -> tuple[Element, ...]:
    """Return what Article 22 covers: a significant automated decision."""
    return adverse(decision), significant(decision), automated(decision)


def _no_exception(decision: Subject) -> Element:
    return decision.fact("exception").is_in("no contract, law or consent allows it", "none")


def _no_ground(source: Subject) -> Element:
    """Return whether there is neither consent nor a law, the two grounds of Article 9(2) that the linter knows."""
    basis = source.fact("legal_basis")
    return all_of(basis.test("it does not rely on consent", lambda value: value != "dpv:Consent"), no_law(source))

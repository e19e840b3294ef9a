"""Predicates of Chinese law: PIPL, the social-credit guidelines and the Civil Code."""

from __future__ import annotations

from collections.abc import Iterable

from counterscore.audit.case import Case, Charge
from counterscore.audit.elements import any_of, scoped
from counterscore.audit.predicates.shared import adverse, unreasonable
from counterscore.audit.registry import predicate

SENSITIVE = ("religion", "genetics", "biometrics", "health", "offences", "race", "politics", "sex-life")
SECURITY = "dpv:ProtectionOfPublicSecurity"


@predicate("PIPL-24")
def automated_decision(case: Case) -> Iterable[Charge]:
    """Charge each decision made by the score that is opaque, unfair, unexplained or not open to objection."""
    opaque = case.fact("score.formula_public").false("the rules of the score are not public")
    bound = case.withheld("explanation"), case.withheld("objection")
    for decision in case.decisions:
        automatic = decision.fact("automation").is_in("the score decides or is decisive", "sole", "decisive")
        unfair, paths = unreasonable(case, decision)
        yield Charge(decision, (case.persons(), automatic, any_of(opaque, unfair, *bound)), paths)


@predicate("PIPL-5-6")
def unnecessary(case: Case) -> Iterable[Charge]:
    """Charge each act and input that is not shown to be necessary."""
    for each in (*case.acts, *case.inputs):
        yield Charge(each, (case.persons(), each.fact("relevance_shown").false("it is not shown to be necessary")))


@predicate("PIPL-13")
def no_basis(case: Case) -> Iterable[Charge]:
    """Charge each source without a legal basis that PIPL lists; legitimate interests are not one."""
    for source in case.sources:
        none = source.fact("legal_basis").is_in(
            "it has no legal basis that the law lists", "none", "dpv:LegitimateInterest"
        )
        yield Charge(source, (case.watched(), none))


@predicate("PIPL-16")
def forced_consent(case: Case) -> Iterable[Charge]:
    """Charge a regime in which refusing consent has a cost although the service does not need the data."""
    costs = case.fact("participation.refusal_costs").true("refusing consent has a cost")
    unneeded = case.fact("participation.needed").false("the service does not need the data")
    yield Charge(case, (case.watched(), costs, unneeded))


@predicate("PIPL-25")
def published(case: Case) -> Iterable[Charge]:
    """Charge a regime that publishes the score without consent."""
    unasked = case.fact("publication.consent").false("people are not asked for consent")
    yield Charge(case, (case.persons(), case.published(), unasked))


@predicate("PIPL-26")
def public_places(case: Case) -> Iterable[Charge]:
    """Charge each source that monitors public places for a purpose other than public security."""
    other = case.fact("purposes").test(
        "its purpose is not only public security", lambda purposes: set(purposes) != {SECURITY}
    )
    for source in case.sources:
        watched = source.fact("public_space").true("public places are monitored")
        yield Charge(source, (case.watched(), watched, other))


@predicate("PIPL-28")
def sensitive(case: Case) -> Iterable[Charge]:
    """Charge each source of sensitive data that are not strictly necessary for the purpose."""
    for source in case.sources:
        has = source.fact("special").meets("sensitive data are used", SENSITIVE)
        unneeded = source.fact("strictly_needed").false("they are not strictly necessary for the purpose")
        yield Charge(source, (case.watched(), has, unneeded))


@predicate("PIPL-55")
def no_assessment(case: Case) -> Iterable[Charge]:
    """Charge a regime that watches people without an impact assessment."""
    missing = case.fact("governance.impact_assessment").false("no impact assessment was made")
    yield Charge(case, (case.watched(), missing))


@predicate("CN-CAT-1")
def uncatalogued(case: Case) -> Iterable[Charge]:
    """Charge each act that a public operator rates although the national catalogue does not list it."""
    for act in case.acts:
        outside = act.fact("catalogued").false("it is not in the national catalogue")
        yield Charge(act, (case.persons(), scoped(case.public()), outside))


@predicate("CN-SAN-1")
def unlisted_sanction(case: Case) -> Iterable[Charge]:
    """Charge each sanction of a public operator that is not on the national list of penalties."""
    for decision in case.decisions:
        unlisted = decision.fact("listed_sanction").false("it is not on the national list of penalties")
        yield Charge(decision, (case.persons(), scoped(case.public()), adverse(decision), unlisted))


@predicate("CN-SAN-2")
def ungraded(case: Case) -> Iterable[Charge]:
    """Charge each sanction of a public operator that is not graded by gravity."""
    for decision in case.decisions:
        flat = decision.fact("graded").false("it is not graded by gravity")
        yield Charge(decision, (case.persons(), scoped(case.public()), adverse(decision), flat))


@predicate("CN-SAN-3")
def made_to_punish(case: Case) -> Iterable[Charge]:
    """Charge each decision in which a public operator requires banks, associations or media to punish."""
    for decision in case.decisions:
        made = decision.fact("private_punisher").true("banks, associations or media are required to punish")
        yield Charge(decision, (case.persons(), scoped(case.public()), made))


@predicate("CN-LIST")
def listed_unheard(case: Case) -> Iterable[Charge]:
    """Charge each list with adverse effects for which people get no prior notice."""
    for listing in case.lists:
        burden = scoped(listing.fact("adverse").true("being on the list has adverse effects"))
        unnotified = listing.fact("prior_notice").false("people get no prior notice")
        yield Charge(listing, (case.persons(), burden, unnotified))


@predicate("CN-REPAIR")
def no_way_back(case: Case) -> Iterable[Charge]:
    """Charge a regime without credit repair, with ungraded repair, or with publication without a time limit."""
    flat = case.fact("rights.repair.tiers").false("repair is not graded")
    endless = case.fact("rights.repair.publication_limit").false("publication has no time limit")
    yield Charge(case, (case.persons(), any_of(case.withheld("repair"), flat, endless)))


@predicate("CC-1029")
def own_rating(case: Case) -> Iterable[Charge]:
    """Charge a regime in which people cannot see, dispute or correct their own rating."""
    lacking = any_of(case.withheld("access"), case.withheld("objection"), case.withheld("correction"))
    yield Charge(case, (case.persons(), lacking))

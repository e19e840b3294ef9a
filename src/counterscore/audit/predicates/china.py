"""China's own rules."""

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
    """Charge each decision left to the score that is opaque, unfair, unexplained or not open to objection."""
    opaque = case.fact("score.formula_public").false("the rules are not public")
    bound = case.withheld("explanation"), case.withheld("objection")
    for decision in case.decisions:
        automatic = decision.fact("automation").is_in("the score decides", "sole", "decisive")
        unfair, paths = unreasonable(case, decision)
        yield Charge(decision, (case.persons(), automatic, any_of(opaque, unfair, *bound)), paths)


@predicate("PIPL-5-6")
def unnecessary(case: Case) -> Iterable[Charge]:
    """Charge each act and input that nothing shows to be needed."""
    for each in (*case.acts, *case.inputs):
        yield Charge(each, (case.persons(), each.fact("relevance_shown").false("nothing shows that it is needed")))


@predicate("PIPL-13")
def no_basis(case: Case) -> Iterable[Charge]:
    """Charge each source without a basis that the law lists; legitimate interests are none."""
    for source in case.sources:
        none = source.fact("legal_basis").is_in("no basis that the law lists", "none", "dpv:LegitimateInterest")
        yield Charge(source, (case.watched(), none))


@predicate("PIPL-16")
def forced_consent(case: Case) -> Iterable[Charge]:
    """Charge the regime in which refusing costs something although the service does not need the data."""
    costs = case.fact("participation.refusal_costs").true("refusing costs something")
    idle = case.fact("participation.needed").false("the service does not need the data")
    yield Charge(case, (case.watched(), costs, idle))


@predicate("PIPL-25")
def published(case: Case) -> Iterable[Charge]:
    """Charge the regime that publishes the score without asking."""
    unasked = case.fact("publication.consent").false("nobody is asked")
    yield Charge(case, (case.persons(), case.published(), unasked))


@predicate("PIPL-26")
def public_places(case: Case) -> Iterable[Charge]:
    """Charge each source that monitors public places for more than public security."""
    other = case.fact("purposes").test("used for more than public security", lambda ends: set(ends) != {SECURITY})
    for source in case.sources:
        watched = source.fact("public_space").true("public places are monitored")
        yield Charge(source, (case.watched(), watched, other))


@predicate("PIPL-28")
def sensitive(case: Case) -> Iterable[Charge]:
    """Charge each source of sensitive data that the purpose does not strictly need."""
    for source in case.sources:
        has = source.fact("special").meets("sensitive data are used", SENSITIVE)
        unneeded = source.fact("strictly_needed").false("the purpose does not strictly need them")
        yield Charge(source, (case.watched(), has, unneeded))


@predicate("PIPL-55")
def no_assessment(case: Case) -> Iterable[Charge]:
    """Charge the regime that watches people without an impact assessment."""
    missing = case.fact("governance.impact_assessment").false("no impact assessment was made")
    yield Charge(case, (case.watched(), missing))


@predicate("CN-CAT-1")
def uncatalogued(case: Case) -> Iterable[Charge]:
    """Charge each act that a public operator rates and the national catalogue does not list."""
    for act in case.acts:
        outside = act.fact("catalogued").false("the national catalogue does not list it")
        yield Charge(act, (case.persons(), scoped(case.public()), outside))


@predicate("CN-SAN-1")
def unlisted_sanction(case: Case) -> Iterable[Charge]:
    """Charge each sanction of a public operator that the national list of penalties does not have."""
    for decision in case.decisions:
        unlisted = decision.fact("listed_sanction").false("the national list of penalties does not have it")
        yield Charge(decision, (case.persons(), scoped(case.public()), adverse(decision), unlisted))


@predicate("CN-SAN-2")
def ungraded(case: Case) -> Iterable[Charge]:
    """Charge each sanction of a public operator that is not graded by gravity."""
    for decision in case.decisions:
        flat = decision.fact("graded").false("it is not graded by gravity")
        yield Charge(decision, (case.persons(), scoped(case.public()), adverse(decision), flat))


@predicate("CN-SAN-3")
def made_to_punish(case: Case) -> Iterable[Charge]:
    """Charge each decision in which a public operator makes banks, associations or media punish."""
    for decision in case.decisions:
        made = decision.fact("private_punisher").true("banks, associations or media are made to punish")
        yield Charge(decision, (case.persons(), scoped(case.public()), made))


@predicate("CN-LIST")
def listed_unheard(case: Case) -> Iterable[Charge]:
    """Charge each list that burdens whom it names, without notice before."""
    for listing in case.lists:
        burden = scoped(listing.fact("adverse").true("standing on it is a burden"))
        untold = listing.fact("prior_notice").false("nobody is told before")
        yield Charge(listing, (case.persons(), burden, untold))


@predicate("CN-REPAIR")
def no_way_back(case: Case) -> Iterable[Charge]:
    """Charge the regime without repair, with repair that is not graded, or with publication that has no end."""
    flat = case.fact("rights.repair.tiers").false("repair is not graded")
    endless = case.fact("rights.repair.publication_limit").false("publication has no end")
    yield Charge(case, (case.persons(), any_of(case.withheld("repair"), flat, endless)))


@predicate("CC-1029")
def own_rating(case: Case) -> Iterable[Charge]:
    """Charge the regime in which people cannot see, dispute or correct their own rating."""
    barred = any_of(case.withheld("access"), case.withheld("objection"), case.withheld("correction"))
    yield Charge(case, (case.persons(), barred))

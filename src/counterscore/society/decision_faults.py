"""What can be wrong with a decision of a society: who asks, what is scarce, and what the answer changes."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.lists import same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.decisions import Decision, IndexScales, Outcome
from counterscore.society.effect_faults import effect_complaints, slopes

MOST_PLACES = 1000
LONGEST = 240


def decision_complaints(here: Where, decision: Decision) -> Iterator[Complaint]:
    """Give all that is wrong with one decision."""
    yield from _askers(here, decision)
    yield from _scarcity(here, decision)
    yield from whole_months((*here, "wait"), decision.wait)
    if not decision.granted and not decision.denied:
        yield Complaint(here, "the decision changes nothing: it needs `granted` or `denied`")
    yield from effect_complaints((*here, "granted"), decision.granted)
    yield from effect_complaints((*here, "denied"), decision.denied)
    if decision.outcome:
        yield from _outcome((*here, "outcome"), decision.outcome)


def whole_months(here: Where, months: Figure | None) -> Iterator[Complaint]:
    """Give whether a term is not one of whole months."""
    if months and (months.value % 1 or months.value > LONGEST):
        yield Complaint((*here, "value"), "not a number of months that somebody may be kept waiting", f"0 to {LONGEST}")


def index_complaints(index: IndexScales) -> Iterator[Complaint]:
    """Give what is wrong with the scales of the incumbents' index."""
    for name, least in (("from_yuan", 1), ("doubling", 0.001), ("seniority", 1)):
        if getattr(index, name).value < least:
            yield Complaint(("index", name, "value"), "not a scale", f"{least} or more")
    if index.seniority.value % 1:
        yield Complaint(("index", "seniority", "value"), "not a whole number of months", "whole months")


def _askers(here: Where, decision: Decision) -> Iterator[Complaint]:
    yield from same_words((*here, "needs"), decision.needs)
    yield from same_words((*here, "excludes"), decision.excludes)
    for place, bit in enumerate(decision.excludes):
        if bit in decision.needs:
            yield Complaint((*here, "excludes", place), f"{bit} is needed and excluded, so nobody ever asks")
    if decision.hindered and decision.hindered.lacks in (*decision.needs, *decision.excludes):
        bit = decision.hindered.lacks
        message = f"everybody who asks is alike in {bit}: it is needed or excluded"
        yield Complaint((*here, "hindered", "lacks"), message)


def _scarcity(here: Where, decision: Decision) -> Iterator[Complaint]:
    """Places that could never be filled, or that nobody could ever get."""
    weights = decision.incumbent
    if not any(figure and figure.value for figure in vars(weights).values()):
        allowed = "a weight above 0 for one or more of " + ", ".join(vars(weights))
        yield Complaint((*here, "incumbent"), "without a weight nobody can be put before anybody", allowed)
    if decision.places and not 0 < decision.places.value <= MOST_PLACES:
        message = "an impossible scarcity: places a month for each thousand residents"
        allowed = f"more than 0, at most {MOST_PLACES}; without `places` there is room for all"
        yield Complaint((*here, "places", "value"), message, allowed)
    if decision.pairing:
        yield from _pairing(here, decision)


def _pairing(here: Where, decision: Decision) -> Iterator[Complaint]:
    if decision.places:
        yield Complaint((*here, "places"), "where a grant takes two, those who seek are the places", on_key=True)
    if "single" not in decision.needs:
        yield Complaint((*here, "needs"), "where a grant takes two, only the single ask", "single among them")
    if not any(effect.changes == "partnered" and effect.to == 1 for effect in decision.granted):
        message = "where a grant takes two, it makes them partnered"
        yield Complaint(here, message, '`granted` with { changes = "partnered", to = 1 }')


def _outcome(here: Where, outcome: Outcome) -> Iterator[Complaint]:
    if outcome.well == outcome.ill:
        yield Complaint((*here, "ill"), "what goes ill has the name of what goes well")
    if not 0 < outcome.ill_rate.value < 1:
        yield Complaint((*here, "ill_rate", "value"), "not a rate that can be", "more than 0 and less than 1")
    yield from slopes((*here, "effects"), outcome.effects)
    yield from effect_complaints((*here, "spoilt"), outcome.spoilt)

"""Checks of the decisions of a society: applicants, scarcity, and what the answer changes."""

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
    """Yield everything that is wrong with one decision."""
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
    """Yield a complaint if a waiting time is not a whole number of months up to LONGEST."""
    if months and (months.value % 1 or months.value > LONGEST):
        yield Complaint((*here, "value"), "not a possible waiting time", f"whole months, 0 to {LONGEST}")


def index_complaints(index: IndexScales) -> Iterator[Complaint]:
    """Yield what is wrong with the scales of the incumbents' index."""
    for name, least in (("from_yuan", 1), ("doubling", 0.001), ("seniority", 1)):
        if getattr(index, name).value < least:
            yield Complaint(("index", name, "value"), "the scale is too small", f"{least} or more")
    if index.seniority.value % 1:
        yield Complaint(("index", "seniority", "value"), "must be a whole number of months", "whole months, 1 or more")


def _askers(here: Where, decision: Decision) -> Iterator[Complaint]:
    yield from same_words((*here, "needs"), decision.needs)
    yield from same_words((*here, "excludes"), decision.excludes)
    for place, bit in enumerate(decision.excludes):
        if bit in decision.needs:
            yield Complaint(
                (*here, "excludes", place), f"{bit} is both in `needs` and in `excludes`, so nobody can ever apply"
            )
    if decision.hindered and decision.hindered.lacks in (*decision.needs, *decision.excludes):
        bit = decision.hindered.lacks
        message = f"all applicants are alike in {bit}, which is in `needs` or `excludes`: it cannot hinder some of them"
        yield Complaint((*here, "hindered", "lacks"), message)


def _scarcity(here: Where, decision: Decision) -> Iterator[Complaint]:
    """Yield places that could never be filled, or that nobody could ever get."""
    weights = decision.incumbent
    if not any(figure and figure.value for figure in vars(weights).values()):
        allowed = "a weight above 0 for one or more of " + ", ".join(vars(weights))
        yield Complaint((*here, "incumbent"), "without a weight, applicants cannot be ranked", allowed)
    if decision.places and not 0 < decision.places.value <= MOST_PLACES:
        message = "not a possible number of places per month and thousand residents"
        allowed = f"above 0, at most {MOST_PLACES}; leave `places` out if places are unlimited"
        yield Complaint((*here, "places", "value"), message, allowed)
    if decision.pairing:
        yield from _pairing(here, decision)


def _pairing(here: Where, decision: Decision) -> Iterator[Complaint]:
    if decision.places:
        yield Complaint(
            (*here, "places"),
            "a decision with `pairing` has no `places`: the number of couples depends on who looks",
            on_key=True,
        )
    if "single" not in decision.needs:
        yield Complaint(
            (*here, "needs"), "only single people can apply for a decision with `pairing`", "`single` and others"
        )
    if not any(effect.changes == "partnered" and effect.to == 1 for effect in decision.granted):
        message = "a decision with `pairing` must make people partnered"
        yield Complaint(here, message, '`granted` with { changes = "partnered", to = 1 }')


def _outcome(here: Where, outcome: Outcome) -> Iterator[Complaint]:
    if outcome.well == outcome.ill:
        yield Complaint((*here, "ill"), "the bad outcome has the same name as the good one", "a name other than `well`")
    if not 0 < outcome.ill_rate.value < 1:
        yield Complaint((*here, "ill_rate", "value"), "not a possible rate", "above 0 and below 1")
    yield from slopes((*here, "effects"), outcome.effects)
    yield from effect_complaints((*here, "spoilt"), outcome.spoilt)

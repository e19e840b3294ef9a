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


def decision_complaints(path: Where, decision: Decision) -> Iterator[Complaint]:
    """Yield everything that is wrong with one decision."""
    yield from _askers(path, decision)
    yield from _scarcity(path, decision)
    yield from whole_months((*path, "wait"), decision.wait)
    if not decision.granted and not decision.denied:
        yield Complaint(path, "the decision changes nothing: it needs `granted` or `denied`")
    yield from effect_complaints((*path, "granted"), decision.granted)
    yield from effect_complaints((*path, "denied"), decision.denied)
    if decision.outcome:
        yield from _outcome((*path, "outcome"), decision.outcome)


def whole_months(path: Where, months: Figure | None) -> Iterator[Complaint]:
    """Yield a complaint if a duration is not a whole number of months up to LONGEST."""
    if months and (months.value % 1 or months.value > LONGEST):
        yield Complaint((*path, "value"), "not a possible number of months", f"whole months, 0 to {LONGEST}")


def index_complaints(index: IndexScales) -> Iterator[Complaint]:
    """Yield what is wrong with the scales of the incumbents' index."""
    for name, least in (("from_yuan", 1), ("doubling", 0.001), ("seniority", 1)):
        if getattr(index, name).value < least:
            yield Complaint(("index", name, "value"), "the scale is too small", f"{least} or more")
    if index.seniority.value % 1:
        yield Complaint(("index", "seniority", "value"), "must be a whole number of months", "whole months, 1 or more")


def _askers(path: Where, decision: Decision) -> Iterator[Complaint]:
    yield from same_words((*path, "needs"), decision.needs)
    yield from same_words((*path, "excludes"), decision.excludes)
    for index, bit in enumerate(decision.excludes):
        if bit in decision.needs:
            yield Complaint(
                (*path, "excludes", index), f"{bit} is both in `needs` and in `excludes`, so nobody can ever apply"
            )
    if decision.hindered and decision.hindered.lacks in (*decision.needs, *decision.excludes):
        bit = decision.hindered.lacks
        message = f"all applicants are alike in {bit}, which is in `needs` or `excludes`: it cannot hinder some of them"
        yield Complaint((*path, "hindered", "lacks"), message)


def _scarcity(path: Where, decision: Decision) -> Iterator[Complaint]:
    """Yield places that could never be filled, or that nobody could ever get."""
    weights = decision.incumbent
    if not any(figure and figure.value for figure in vars(weights).values()):
        allowed = "a weight above 0 for one or more of " + ", ".join(vars(weights))
        yield Complaint((*path, "incumbent"), "without a weight, applicants cannot be ranked", allowed)
    if decision.places and not 0 < decision.places.value <= MOST_PLACES:
        message = "not a possible number of places per month and thousand residents"
        allowed = f"above 0, at most {MOST_PLACES}; leave `places` out if places are unlimited"
        yield Complaint((*path, "places", "value"), message, allowed)
    if decision.pairing:
        yield from _pairing(path, decision)


def _pairing(path: Where, decision: Decision) -> Iterator[Complaint]:
    if decision.places:
        yield Complaint(
            (*path, "places"),
            "a decision with `pairing` has no `places`: the number of couples depends on who looks",
            on_key=True,
        )
    if "single" not in decision.needs:
        yield Complaint(
            (*path, "needs"), "only single people can apply for a decision with `pairing`", "`single` and others"
        )
    if not any(effect.changes == "partnered" and effect.to == 1 for effect in decision.granted):
        message = "a decision with `pairing` must make people partnered"
        yield Complaint(path, message, '`granted` with { changes = "partnered", to = 1 }')


def _outcome(path: Where, outcome: Outcome) -> Iterator[Complaint]:
    if outcome.well == outcome.ill:
        yield Complaint((*path, "ill"), "the bad outcome has the same name as the good one", "a name other than `well`")
    if not 0 < outcome.ill_rate.value < 1:
        yield Complaint((*path, "ill_rate", "value"), "not a possible rate", "above 0 and below 1")
    yield from slopes((*path, "effects"), outcome.effects)
    yield from effect_complaints((*path, "spoilt"), outcome.spoilt)

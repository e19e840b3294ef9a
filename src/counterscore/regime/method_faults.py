"""What can be wrong with the way in which a regime makes its score."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.methods import Encounters, Model, Scaling
from counterscore.regime.schema import METHODS, RIGHTS, RegimeFile, Score


def method_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Give what is wrong with the score's method and with what else the regime says beside it."""
    score = file.score
    for place, operator in enumerate(file.operators):
        if operator.score and operator.score.method != "ledger":
            where = ("operators", place, "score", "method")
            yield Complaint(where, "an operator of several keeps a ledger", "ledger")
    if score is None:
        return
    methods = score.methods()
    for key, table in METHODS.items():
        if (score.method == table.method) != (key in methods):
            message = f"a table [score.{key}] goes with the method {table.method}, and with no other"
            yield Complaint(("score", "method"), message)
    if score.method != "ledger":
        yield from _beside(file, score)
    if score.model:
        yield from _model(("score", "model"), score.model, score, file)
    if score.encounters:
        yield from _encounters(("score", "encounters"), score.encounters, file)


def _encounters(here: Where, encounters: Encounters, file: RegimeFile) -> Iterator[Complaint]:
    if (encounters.norm == "status") != (encounters.partiality is not None):
        yield Complaint((*here, "norm"), "`partiality` goes with the norm status, and with no other")
    if (encounters.view == "public") != (encounters.anchor is not None):
        yield Complaint((*here, "view"), "`anchor` goes with the public view, and with no other")
    for place, partner in enumerate(file.partners):
        if partner.misattributed.value > 0:
            where = ("partners", place, "misattributed", "value")
            yield Complaint(where, "one is rated face to face: no act of somebody else is booked", "0")


def _beside(file: RegimeFile, score: Score) -> Iterator[Complaint]:
    """What only a ledger has."""
    if file.operators:
        message = "a regime whose score is no ledger is its own operator"
        yield Complaint(("operators", 0), message, "no [[operators]], or the method ledger")
    if score.friends:
        yield Complaint(("score", "friends"), "the friends' part goes with the method ledger")
    for method in score.methods().values():
        for right, reason in method.cannot_grant.items():
            if getattr(file.rights, right):
                others = (name for name in RIGHTS if name not in method.cannot_grant)
                yield Complaint(("rights", right), reason, ", ".join(others))


def _model(here: Where, model: Model, score: Score, file: RegimeFile) -> Iterator[Complaint]:
    if not model.records and not model.attributes:
        yield Complaint(here, "a model without inputs", "records, attributes or both")
    if model.horizon % model.every:
        message = "a fit looks back to an earlier one: the horizon is a number of refits"
        yield Complaint((*here, "horizon"), message, f"a multiple of every = {model.every}")
    seen = tuple(act for partner in file.partners for act in partner.sees)
    for key in ("predicts", "records"):
        yield from same_words((*here, key), getattr(model, key))
        for place, act in enumerate(getattr(model, key)):
            if act not in seen:
                yield Complaint((*here, key, place), "no partner sees this activity", ", ".join(seen), seen)
    yield from same_words((*here, "attributes"), model.attributes)
    yield from _scaling((*here, "scaling"), model.scaling, score)


def _scaling(here: Where, scaling: Scaling, score: Score) -> Iterator[Complaint]:
    line = scaling.slope is not None and scaling.anchor is not None
    if line == (scaling.distribution is not None) or (scaling.slope is None) != (scaling.anchor is None):
        yield Complaint(here, "one way from output to points", "slope and anchor, or distribution")
    if scaling.distribution:
        for place, points in enumerate(scaling.distribution.points):
            if not score.lowest <= points <= score.highest:
                allowed = f"{score.lowest:g} to {score.highest:g}"
                yield Complaint((*here, "distribution", "points", place), "outside the scale of this regime", allowed)

"""Faults of the method that makes a regime's score."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.methods import Encounters, Model, Scaling
from counterscore.regime.schema import METHODS, RIGHTS, RegimeFile, Score


def method_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of the score's method, and of other rules that do not fit it."""
    score = file.score
    for place, operator in enumerate(file.operators):
        if operator.score and operator.score.method != "ledger":
            where = ("operators", place, "score", "method")
            yield Complaint(where, "an operator's own score must use the method ledger", "ledger")
    if score is None:
        return
    methods = score.methods()
    for key, table in METHODS.items():
        if (score.method == table.method) != (key in methods):
            message = (
                f"the table [score.{key}] is needed with the method {table.method}, and not allowed with any other"
            )
            yield Complaint(("score", "method"), message)
    if score.method != "ledger":
        yield from _beside(file, score)
    if score.model:
        yield from _model(("score", "model"), score.model, score, file)
    if score.encounters:
        yield from _encounters(("score", "encounters"), score.encounters, file)


def _encounters(here: Where, encounters: Encounters, file: RegimeFile) -> Iterator[Complaint]:
    if (encounters.norm == "status") != (encounters.partiality is not None):
        yield Complaint((*here, "norm"), "`partiality` is needed with the norm status, and not allowed with any other")
    if (encounters.view == "public") != (encounters.anchor is not None):
        yield Complaint((*here, "view"), "`anchor` is needed with the view public, and not allowed with any other")
    for place, source in enumerate(file.partners):
        if source.misattributed.value > 0:
            where = ("partners", place, "misattributed", "value")
            yield Complaint(
                where, "people rate one another face to face, so no act can be recorded for the wrong person", "0"
            )


def _beside(file: RegimeFile, score: Score) -> Iterator[Complaint]:
    """Yield the rules that only a ledger can have."""
    if file.operators:
        message = "operators need the method ledger"
        yield Complaint(("operators", 0), message, 'no [[operators]], or method = "ledger"')
    if score.friends:
        yield Complaint(("score", "friends"), "the friends' part needs the method ledger")
    for method in score.methods().values():
        for right, reason in method.cannot_grant.items():
            if getattr(file.rights, right):
                others = (name for name in RIGHTS if name not in method.cannot_grant)
                yield Complaint(("rights", right), reason, ", ".join(others))


def _model(here: Where, model: Model, score: Score, file: RegimeFile) -> Iterator[Complaint]:
    if not model.records and not model.attributes:
        yield Complaint(here, "this model has no inputs", "records, attributes or both")
    if model.horizon % model.every:
        message = "the horizon must be a multiple of `every`, because each fit refers to an earlier one"
        yield Complaint((*here, "horizon"), message, f"a multiple of every = {model.every}")
    seen = tuple(act for source in file.partners for act in source.sees)
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
        yield Complaint(here, "the scaling must be stated in exactly one way", "slope and anchor, or distribution")
    if scaling.distribution:
        for place, points in enumerate(scaling.distribution.points):
            if not score.lowest <= points <= score.highest:
                allowed = f"{score.lowest:g} to {score.highest:g}"
                yield Complaint((*here, "distribution", "points", place), "outside the scale of this regime", allowed)

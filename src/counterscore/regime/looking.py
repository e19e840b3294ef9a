"""Looking that follows what was found: what it needs to go by, and to find."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.schema import Attention, Partner, RegimeFile


class Lack(NamedTuple):
    """What is missing for a partner's attention to mean anything: at which key, in words, and what would do."""

    key: str
    message: str
    allowed: str


def lack(partner: Partner, file: RegimeFile) -> Lack | None:
    """Return what a partner's attention lacks under a regime; None where there is nothing to say."""
    attention = partner.attention
    if attention is None:
        return None
    if attention.by == "score" and not _scored(partner, file):
        return Lack("by", "nobody has a score to look by", "region, or a [score]")
    if attention.by == "list" and not any(listing.below is not None for listing in file.lists):
        return Lack("by", "there is no list for a low score to look by", "region, score, or such a list")
    if not _sought(file).intersection(partner.sees):
        return Lack("", "nothing to find: none of what it sees costs points", "a partner that sees such an act")
    return None


def attention_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Give what is wrong with where partners look."""
    for place, partner in enumerate(file.partners):
        here = ("partners", place, "attention")
        if found := lack(partner, file):
            yield Complaint(
                (*here, found.key) if found.key else here, found.message, found.allowed, on_key=not found.key
            )
        if partner.attention:
            yield from _amounts(here, partner.attention)


def _amounts(here: Where, attention: Attention) -> Iterator[Complaint]:
    if attention.half_life.value <= 0:
        yield Complaint((*here, "half_life", "value"), "not a half-life", "more than 0 months")
    if attention.most.value < 1:
        yield Complaint((*here, "most", "value"), "less than even looking", "at least 1")


def _scored(partner: Partner, file: RegimeFile) -> bool:
    own = (operator.score for operator in file.operators if partner.id in operator.partners)
    return file.score is not None or any(own)


def _sought(file: RegimeFile) -> set[str]:
    """The acts that partners look for: those that cost points, and those that a model predicts."""
    ratings = [*file.ratings, *(rating for operator in file.operators for rating in operator.ratings)]
    model = file.score.model if file.score else None
    return {rating.activity for rating in ratings if rating.points.value < 0} | set(model.predicts if model else ())

"""Faults of adaptive surveillance: it needs something to be guided by, and something to detect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.schema import Attention, DataSource, RegimeFile


class Lack(NamedTuple):
    """What a partner's attention needs to have an effect: the key, the message, and what is allowed there."""

    key: str
    message: str
    allowed: str


def lack(source: DataSource, file: RegimeFile) -> Lack | None:
    """Return what a partner's attention lacks under a regime, or None if it lacks nothing."""
    attention = source.attention
    if attention is None:
        return None
    if attention.by == "score" and not _scored(source, file):
        return Lack(
            key="by",
            message="attention by score needs a score, and this partner reports to none",
            allowed="region, or a [score]",
        )
    if attention.by == "list" and not any(listing.below is not None for listing in file.lists):
        return Lack(
            key="by",
            message="attention by list needs a list for low scores, and there is none",
            allowed="region, score, or a list with `below`",
        )
    if not _detectable(file).intersection(source.sees):
        return Lack(
            key="",
            message="this partner has nothing to detect: no activity that it sees costs points",
            allowed="an activity that costs points",
        )
    return None


def attention_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of every partner's attention."""
    for place, source in enumerate(file.partners):
        here = ("partners", place, "attention")
        if found := lack(source, file):
            yield Complaint(
                (*here, found.key) if found.key else here, found.message, found.allowed, on_key=not found.key
            )
        if source.attention:
            yield from _amounts(here, source.attention)


def _amounts(here: Where, attention: Attention) -> Iterator[Complaint]:
    if attention.half_life.value <= 0:
        yield Complaint((*here, "half_life", "value"), "a half-life must be positive", "more than 0 months")
    if attention.most.value < 1:
        yield Complaint(
            (*here, "most", "value"), "nobody can be watched less than with even surveillance, which is 1", "at least 1"
        )


def _scored(source: DataSource, file: RegimeFile) -> bool:
    own = (operator.score for operator in file.operators if source.id in operator.partners)
    return file.score is not None or any(own)


def _detectable(file: RegimeFile) -> set[str]:
    """Return the activities that partners try to detect: those that cost points, and those that a model predicts."""
    ratings = [*file.ratings, *(rating for operator in file.operators for rating in operator.ratings)]
    model = file.score.model if file.score else None
    return {rating.activity for rating in ratings if rating.points.value < 0} | set(model.predicts if model else ())

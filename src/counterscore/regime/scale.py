"""The scale of a regime: scores are whole thousandths of a point between two ends, and so is all that meets them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.schema import RegimeFile, Score

# A queue by rank holds a rung in 21 bits; ends are whole thousandths in 32.
WIDEST = 2_000
FARTHEST = 1_000_000
MOST_POINTS = 1000
OUTSIDE = "outside the scale of this regime"


def scale_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Give what is wrong with the score's scale and with points, caps, bands, lists and gates on that scale."""
    yield from _points(file)
    if file.score:
        faulty = list(_ends(file.score))
        yield from faulty
        yield from _parts(file.score)
        if not faulty:
            yield from _on_the_scale(("score", "base"), file.score.base, file.score)
            for where, value in _levels(file):
                yield from _on_the_scale(where, value, file.score)
            yield from _bands(file, file.score)


def _points(file: RegimeFile) -> Iterator[Complaint]:
    for place, rating in enumerate(file.ratings):
        where = ("ratings", place, "points", "value")
        yield from _thousandths(where, rating.points.value)
        if abs(rating.points.value) > MOST_POINTS:
            yield Complaint(where, "too many points for one unit of an act", f"-{MOST_POINTS} to {MOST_POINTS}")
        yield from _cap(("ratings", place, "cap", "value"), rating.cap)


def _ends(score: Score) -> Iterator[Complaint]:
    if not score.lowest < score.highest:
        yield Complaint(("score", "highest"), "the scale has no room", f"more than lowest = {score.lowest:g}")
    for key in ("lowest", "highest"):
        end = getattr(score, key)
        yield from _thousandths(("score", key), end)
        if abs(end) > FARTHEST:
            yield Complaint(("score", key), "the scale reaches too far", f"-{FARTHEST} to {FARTHEST}")
    if score.highest - score.lowest > WIDEST:
        yield Complaint(("score", "highest"), "the scale is too wide", f"at most {WIDEST} points from end to end")


def _parts(score: Score) -> Iterator[Complaint]:
    if score.half_life and score.half_life.value <= 0:
        yield Complaint(("score", "half_life", "value"), "not a half-life", "more than 0 months")
    if score.friends:
        yield from _cap(("score", "friends", "cap", "value"), score.friends.cap)


def _cap(where: Where, cap: Figure | None) -> Iterator[Complaint]:
    if cap:
        yield from _thousandths(where, cap.value)
        if cap.value > WIDEST:
            yield Complaint(where, "wider than any scale", f"at most {WIDEST}")


def _levels(file: RegimeFile) -> Iterator[tuple[Where, float]]:
    """All scores that the regime names as a threshold."""
    for place, band in enumerate(file.bands):
        yield ("bands", place, "at_least"), band.at_least
    for place, listing in enumerate(file.lists):
        for key in ("below", "at_least"):
            value = getattr(listing, key)
            if value is not None:
                yield ("lists", place, key), value
    for place, gate in enumerate(file.gates):
        if gate.score:
            yield ("gates", place, "score", "value"), gate.score.value


def _on_the_scale(where: Where, value: float, score: Score) -> Iterator[Complaint]:
    yield from _thousandths(where, value)
    if not score.lowest <= value <= score.highest:
        yield Complaint(where, OUTSIDE, f"{score.lowest:g} to {score.highest:g}")


def _bands(file: RegimeFile, score: Score) -> Iterator[Complaint]:
    if file.bands and file.bands[0].at_least != score.lowest:
        message = "the first band begins at the lowest score, so that everyone stands in one"
        yield Complaint(("bands", 0, "at_least"), message, f"{score.lowest:g}")
    for place, (lower, band) in enumerate(pairwise(file.bands), start=1):
        if band.at_least <= lower.at_least:
            allowed = f"more than {lower.at_least:g}"
            yield Complaint(("bands", place, "at_least"), "bands rise from the lowest to the highest", allowed)


def _thousandths(where: Where, value: float) -> Iterator[Complaint]:
    if abs(value) < 1e9 and abs(value * 1000 - round(value * 1000)) > 1e-6:
        yield Complaint(
            where, "scores are whole thousandths of a point", f"at most three decimals, such as {value:.3f}"
        )

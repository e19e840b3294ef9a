"""Faults of a regime's scale: scores and thresholds are whole thousandths of a point between its two ends."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.firms import FirmBand, FirmScore
from counterscore.regime.gates.kinds import rules_of
from counterscore.regime.phases import scale_of
from counterscore.regime.schema import Band, Rating, RegimeFile, Score

# A queue by rank stores a rung in 21 bits; the ends of a scale are stored as whole thousandths in 32 bits.
WIDEST = 2_000
FARTHEST = 1_000_000
MOST_POINTS = 1000
OUTSIDE = "outside the scale of this regime"


def scale_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of the scales, and of the points, caps, bands, lists and gates that refer to them."""
    yield from _points((), file.ratings)
    if file.score:
        sound = yield from _scale((), file.score)
        if sound:
            for where, value in _levels(file):
                yield from on_the_scale(where, value, file.score)
            yield from rising(file.bands, file.score)
    for place, operator in enumerate(file.operators):
        yield from _points(("operators", place), operator.ratings)
        if operator.score:
            yield from _scale(("operators", place), operator.score)
    yield from _perks(file)


def _scale(here: Where, score: Score) -> Generator[Complaint, None, bool]:
    """Yield the faults of a scale, and return whether its ends are valid."""
    faulty = list(ends(score, here))
    yield from faulty
    yield from _parts(here, score)
    if not faulty:
        yield from on_the_scale((*here, "score", "base"), score.base, score)
    return not faulty


def _perks(file: RegimeFile) -> Iterator[Complaint]:
    """The threshold of a perk lies on the scale of its operator."""
    operators = {operator.id: operator for operator in file.operators}
    for place, gate in enumerate(file.gates):
        scale = scale_of(file, operators[gate.operator]) if gate.operator in operators else None
        if gate.score and scale and scale.lowest < scale.highest:
            yield from on_the_scale(("gates", place, "score", "value"), gate.score.value, scale)


def _points(here: Where, ratings: Sequence[Rating]) -> Iterator[Complaint]:
    for place, rating in enumerate(ratings):
        where = (*here, "ratings", place, "points", "value")
        yield from whole_thousandths(where, rating.points.value)
        if abs(rating.points.value) > MOST_POINTS:
            yield Complaint(where, "too many points for one unit of an activity", f"-{MOST_POINTS} to {MOST_POINTS}")
        yield from _cap((*here, "ratings", place, "cap", "value"), rating.cap)


def ends(score: Score | FirmScore, here: Where = ()) -> Iterator[Complaint]:
    """Yield the faults of the two ends of a scale, in the table at `here`."""
    if not score.lowest < score.highest:
        yield Complaint(
            (*here, "score", "highest"), "`highest` must be above `lowest`", f"more than lowest = {score.lowest:g}"
        )
    for key in ("lowest", "highest"):
        end = getattr(score, key)
        yield from whole_thousandths((*here, "score", key), end)
        if abs(end) > FARTHEST:
            yield Complaint(
                (*here, "score", key), "this end of the scale is too far from 0", f"-{FARTHEST} to {FARTHEST}"
            )
    if score.highest - score.lowest > WIDEST:
        yield Complaint(
            (*here, "score", "highest"), "the scale is too wide", f"at most {WIDEST} points from end to end"
        )


def _parts(here: Where, score: Score) -> Iterator[Complaint]:
    if score.half_life and score.half_life.value <= 0:
        yield Complaint((*here, "score", "half_life", "value"), "a half-life must be positive", "more than 0 months")
    if score.friends:
        yield from _cap((*here, "score", "friends", "cap", "value"), score.friends.cap)


def _cap(where: Where, cap: Figure | None) -> Iterator[Complaint]:
    if cap:
        yield from whole_thousandths(where, cap.value)
        if cap.value > WIDEST:
            yield Complaint(where, "the cap is wider than any scale", f"at most {WIDEST}")


def _levels(file: RegimeFile) -> Iterator[tuple[Where, float]]:
    """Yield every score that the regime uses as a threshold, and its place."""
    for place, band in enumerate(file.bands):
        yield ("bands", place, "at_least"), band.at_least
    for place, listing in enumerate(file.lists):
        for key in ("below", "at_least"):
            value = getattr(listing, key)
            if value is not None:
                yield ("lists", place, key), value
    for place, gate in enumerate(file.gates):
        for rule in rules_of(gate) if gate.operator is None else ():
            yield from rule.levels(("gates", place))


def on_the_scale(where: Where, value: float, score: Score | FirmScore) -> Iterator[Complaint]:
    """Yield the faults of a threshold on a scale."""
    yield from whole_thousandths(where, value)
    if not score.lowest <= value <= score.highest:
        yield Complaint(where, OUTSIDE, f"{score.lowest:g} to {score.highest:g}")


def rising(bands: Sequence[Band] | Sequence[FirmBand], score: Score | FirmScore) -> Iterator[Complaint]:
    """Yield the faults of bands on a scale."""
    if bands and bands[0].at_least != score.lowest:
        message = "the first band must begin at the lowest score, so that everybody is in a band"
        yield Complaint(("bands", 0, "at_least"), message, f"{score.lowest:g}")
    for place, (lower, band) in enumerate(pairwise(bands), start=1):
        if band.at_least <= lower.at_least:
            allowed = f"more than {lower.at_least:g}"
            yield Complaint(
                ("bands", place, "at_least"), "bands must be listed from the lowest to the highest", allowed
            )


def whole_thousandths(where: Where, value: float) -> Iterator[Complaint]:
    """Yield a complaint about points with more than three decimals."""
    if abs(value) < 1e9 and abs(value * 1000 - round(value * 1000)) > 1e-6:
        yield Complaint(where, "points have too many decimals", f"at most three decimals, such as {value:.3f}")

"""Compile the activities: their rates, the sources that see them, and what they count for."""

from __future__ import annotations

from itertools import accumulate
from statistics import median

import numpy as np

from counterscore.engine.acts.behave import COUNT_4, COUNT_8, COUNT_16, HOURS, YES_NO
from counterscore.engine.compile.course import sight_by_place
from counterscore.engine.compile.numbers import PER_NATURAL, log2, log2_median, log2_odds, threshold
from counterscore.engine.compile.tactics import avoided
from counterscore.engine.core.plan import Acts, Misfiling, Sight, Silence
from counterscore.engine.core.scale import thousandths
from counterscore.regime.officials import Bribe
from counterscore.regime.schema import DataSource, Rating, RegimeFile
from counterscore.society.activities import Activity
from counterscore.society.places import AREAS
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT, PREDICTORS, RESPONSES, Bit

_COUNTS = {4: COUNT_4, 8: COUNT_8, 16: COUNT_16}
RATE_FLOOR = 2.0**-40  # replaces a rate of 0, which has no logarithm
_EVERYWHERE = 0xFFFFFFFF
_NOBODY = 0xFFFFFFFF  # requires every state at once, which no person has


def mask(bits: list[Bit]) -> int:
    """Return the bits of these states combined in one word."""
    return sum(BIT[name] for name in bits)


def acts(society: SocietyFile, regime: RegimeFile) -> Acts:
    """Return the rate models of all activities, including the terms by which people respond to the regime."""
    activities = society.activities
    lessons = _lessons(activities, regime)
    away = avoided(society, regime)
    terms = [
        _terms(activity) + lesson + away.get(activity.id, [])
        for activity, lesson in zip(activities, lessons, strict=True)
    ]
    return Acts(
        kind=np.array([_kind(activity) for activity in activities], np.int32),
        most=np.array([activity.most for activity in activities], np.float32),
        base=np.array([_base(activity) for activity in activities], np.float32),
        first=np.array([0, *accumulate(len(row) for row in terms)], np.int32),
        which=np.array([which for row in terms for which, _ in row], np.int32),
        coefficient=np.array([value * PER_NATURAL for row in terms for _, value in row], np.float32),
        who=np.array([mask(activity.who) if activity.rate.value else _NOBODY for activity in activities], np.uint32),
    )


def _kind(activity: Activity) -> int:
    if activity.kind == "count":
        return _COUNTS[activity.most]
    return YES_NO if activity.kind == "yes-no" else HOURS


def _base(activity: Activity) -> np.float32:
    rate = max(activity.rate.value, RATE_FLOOR)
    if activity.kind == "yes-no":
        return log2_odds(min(rate, 1 - RATE_FLOOR))
    return log2(rate) if activity.kind == "count" else log2_median(rate)


def _terms(activity: Activity) -> list[tuple[int, float]]:
    return [(PREDICTORS.index(name), effect.value) for name, effect in activity.effects.items()]


def _lessons(activities: list[Activity], regime: RegimeFile) -> list[list[tuple[int, float]]]:
    """Return, for each activity, the terms by which responses change its rate (see `_lesson`)."""
    points = {rating.activity: rating.points.value for rating in regime.ratings}
    sizes = [abs(value) for value in points.values() if value]
    usual = median(sizes) if sizes else 1.0
    watched = {name: source.coverage.urban.value for source in regime.partners for name in source.sees}
    return [_lesson(a, points.get(a.id, 0.0), usual, watched.get(a.id, 0.0)) for a in activities]


def _lesson(activity: Activity, points: float, usual: float, watched: float) -> list[tuple[int, float]]:
    """Return the terms of one activity: (row of the response, coefficient).

    People respond to its `points` compared with the `usual` size of points, and, for a protected act, to being
    `watched` (the coverage of its source in towns, 0 to 1).
    """
    worth = points / (abs(points) + usual)
    lesson: list[tuple[int, float]] = []
    answers = {"comply": points != 0, "censor": points < 0, "game": points > 0, "none": False}
    if answers[activity.response]:
        lesson.append((len(PREDICTORS) + RESPONSES.index(activity.response), worth))  # pyright: ignore[reportArgumentType]
    if activity.law == "protected" and watched > 0:
        lesson.append((len(PREDICTORS) + RESPONSES.index("wary"), -watched))
    return lesson


def sight(society: SocietyFile, regime: RegimeFile) -> Sight:
    """Return how much each source sees, and for each activity the source that sees it and what it counts for."""
    names = [activity.id for activity in society.activities]
    ratings = {rating.activity: rating for rating in regime.ratings}
    sources = regime.partners
    eye = {name: k for k, source in enumerate(sources) for name in source.sees}
    by_place = sight_by_place(society, regime)
    return Sight(
        urban=np.array([_kept(source, "urban") for source in sources], np.uint32),
        rural=np.array([_kept(source, "rural") for source in sources], np.uint32),
        needs=np.array([mask(source.needs) for source in sources], np.uint32),
        source=np.array([eye.get(name, len(sources)) for name in names], np.int32),
        points=np.array([_points(ratings.get(name)) for name in names], np.int32),
        cap=np.array([_cap(ratings.get(name), regime) for name in names], np.int32),
        row=np.zeros(len(names), np.int32),
        uneven=bool(np.any(by_place != np.tile(by_place[:, :AREAS], by_place.shape[1] // AREAS))),
        by_place=by_place,
        silence=_silence([source.bribe for source in sources]),
    )


def _silence(bribes: list[Bribe | None]) -> Silence:
    terms = [(b.price.value, b.most.value, threshold(b.struck)) if b else (0.0, 0.0, 0) for b in [*bribes, None]]
    price, most, struck = zip(*terms, strict=True)
    return Silence(np.array(price, np.float32), np.array(most, np.float32), np.array(struck, np.uint32))


def misfiling(society: SocietyFile, regime: RegimeFile) -> Misfiling:
    """Return how often each source records an act of another person, and which acts these can be."""
    names = [activity.id for activity in society.activities]
    ratings = {rating.activity: rating for rating in regime.ratings}
    steps = [threshold(min(step, 1.0)) for step in accumulate(p.misattributed.value for p in regime.partners)]
    return Misfiling(
        below=steps[-1] if steps else np.uint32(0),
        steps=np.array(steps, np.uint32),
        needs=np.array([mask(source.needs) for source in regime.partners], np.uint32),
        sees=np.array([names.index(name) for source in regime.partners for name in source.sees], np.int32),
        first=np.array([0, *accumulate(len(source.sees) for source in regime.partners)], np.int32),
        points=np.array([_points(ratings.get(name)) for name in names], np.int32),
        regions=np.array([_regions(source) for source in regime.partners], np.uint32),
    )


def _regions(source: DataSource) -> int:
    """Return the regions in which a source is, a bit each."""
    return sum(1 << region for region in source.regions) if source.regions else _EVERYWHERE


def _kept(source: DataSource, place: str) -> np.uint32:
    coverage = source.coverage.urban if place == "urban" else source.coverage.rural
    return threshold(coverage.value * (1 - source.missed.value))


def _points(rating: Rating | None) -> int:
    return thousandths(rating.points.value) if rating else 0


def _cap(rating: Rating | None, regime: RegimeFile) -> int:
    """Return the cap of one activity in thousandths a month; without one, it is the width of the whole scale."""
    width = thousandths(regime.score.highest - regime.score.lowest) if regime.score else 0
    return min(thousandths(rating.cap.value), width) if rating and rating.cap else width

"""months.parquet: one row a month, measure and group.

Shares are between 0 and 1. A measure of nobody (the share in work where nobody could work) has no row. Measures of the
score are left out under rules that move nobody's score, since there everybody stands at the base.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.engine.groups import group_masks
from counterscore.engine.review import REVIEWED
from counterscore.engine.state import Longs
from counterscore.regime.schema import RegimeFile
from counterscore.run.chronicle import Chronicle, Kept, grouped
from counterscore.run.spread import PERCENTILES
from counterscore.run.tally import COUNTS, SUMS
from counterscore.society.schema import SocietyFile

Values = NDArray[np.float64]
OF_ALL = ["all"]
OF = {
    "employed": "labour-force", "long-jobless": "labour-force", "ill": "adults", "strained": "adults",
    "home-owner": "adults", "partnered": "adults",
}  # fmt: skip
EVENTS = dict(
    zip(REVIEWED, ("false-records", "corrections", "repairs", "expiries", "appeals-won"), strict=True)
)  # fmt: skip
MOVES = ("deaths", "births", "ties-dropped", "ties-added")
_ENDS = {"ties-dropped": 2, "ties-added": 2}


@dataclass(frozen=True)
class Measure:
    """One measure: `values` is months x groups, NaN where there is nobody to measure."""

    name: str
    groups: list[str]
    values: Values


def table(story: Chronicle, society: SocietyFile, regime: RegimeFile) -> pl.DataFrame:
    """Return months.parquet: month, measure, group, value; in that order of months, measures and groups."""
    measures = [*_of_groups(story), *_of_all(story, society)]
    if story.rated:
        measures += [*_scores_of_groups(story, regime), *_scores_of_all(story, regime)]
    return _long(measures, [kept.month for kept in story.months])


def _long(measures: list[Measure], months: list[int]) -> pl.DataFrame:
    names = list(dict.fromkeys(group for measure in measures for group in measure.groups))
    which = np.concatenate([np.full(len(m.groups), place, np.int32) for place, m in enumerate(measures)])
    group = np.concatenate([[names.index(group) for group in m.groups] for m in measures]).astype(np.int32)
    values = np.concatenate([m.values for m in measures], axis=1)
    month = np.repeat(np.array(months, np.int32), len(which))
    whole = pl.DataFrame({"month": month, "value": values.ravel()})
    whole = whole.with_columns(
        measure=pl.Series([m.name for m in measures]).gather(np.tile(which, len(months))),
        group=pl.Series(names).gather(np.tile(group, len(months))),
    )
    return whole.filter(pl.col("value").is_not_nan()).select("month", "measure", "group", "value")


def _ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> Values:
    """Part by whole, NaN where the whole is nothing."""
    whole = whole.astype(np.float64)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)


def _column(story: Chronicle, name: str) -> Longs:
    """Months x groups of one column of the monthly count."""
    place = COUNTS.index(name) if name in COUNTS else len(COUNTS) + SUMS.index(name)
    return story.totals[:, :, place].T


def _of_groups(story: Chronicle) -> Iterator[Measure]:
    groups, adults = list(group_masks()), _column(story, "adults")
    for name in ("residents", "adults"):
        yield Measure(name, groups, _column(story, name).astype(np.float64))
    for name, whole in OF.items():
        yield Measure(name, groups, _ratio(_column(story, name), _column(story, whole)))
    for name in ("stakes", "watched"):
        yield Measure(name, groups, _ratio(_column(story, name) / 65536, adults))
    for name in ("wealth", "wage"):
        yield Measure(name, groups, _ratio(_column(story, name), adults))
    yield Measure("ties", groups, _ties(story, len(groups)))


def _ties(story: Chronicle, groups: int) -> Values:
    """Mean ties of residents, once a year."""
    never = np.full(groups, np.nan)
    ties = np.array([never if kept.ties is None else grouped(kept.ties) for kept in story.months])
    return _ratio(ties, _column(story, "residents"))


def _of_all(story: Chronicle, society: SocietyFile) -> Iterator[Measure]:
    adults = _column(story, "adults")[:, :1]
    for what in ("acts", "seen"):
        amounts = np.array([getattr(kept, what) for kept in story.months])
        for place, activity in enumerate(society.activities):
            yield Measure(f"{what}:{activity.id}", OF_ALL, _ratio(amounts[:, place : place + 1], adults))
    for place, event in enumerate(REVIEWED):
        counts = [[float(kept.reviewed[place])] for kept in story.months]
        yield Measure(EVENTS[event], OF_ALL, np.array(counts))
    for place, move in enumerate(MOVES):
        counts = [[kept.moves[place] / _ENDS.get(move, 1)] for kept in story.months]
        yield Measure(move, OF_ALL, np.array(counts))


def _scores_of_groups(story: Chronicle, regime: RegimeFile) -> Iterator[Measure]:
    groups, scored = list(group_masks()), _column(story, "scored")
    lowest = int(story.world.plan.scale.lowest)
    yield Measure("scored", groups, np.where(scored > 0, scored.astype(np.float64), np.nan))
    yield Measure("score", groups, (_ratio(_column(story, "score"), scored) + (lowest - 1)) / 1000)
    yield Measure("listed", groups, _ratio(_column(story, "listed"), scored))
    for place, listing in enumerate(regime.lists):
        yield Measure(f"listed:{listing.id}", groups, _ratio(_column(story, f"list-{place}"), scored))


def _scores_of_all(story: Chronicle, regime: RegimeFile) -> Iterator[Measure]:
    lowest, scored = int(story.world.plan.scale.lowest), _column(story, "scored")[:, :1]
    rungs = np.array([kept.quantiles for kept in story.months], np.float64)
    points = np.where(rungs > 0, (rungs + (lowest - 1)) / 1000, np.nan)
    for place, percentile in enumerate(PERCENTILES):
        yield Measure(f"score-p{percentile}", OF_ALL, points[:, place : place + 1])
    bands = np.array([kept.bands for kept in story.months])
    for place, band in enumerate(regime.bands):
        yield Measure(f"band:{band.id}", OF_ALL, _ratio(bands[:, place : place + 1], scored))
    yield Measure("score-across-ties", OF_ALL, np.array([[_correlation(kept)] for kept in story.months]))


def _correlation(kept: Kept) -> float:
    """Correlation of the scores at the two ends of a tie, from whole numbers."""
    if kept.pairs is None:
        return float("nan")
    pairs, total, squares, products = (int(each) for each in kept.pairs)
    variance = pairs * squares - total * total
    return (pairs * products - total * total) / variance if variance else float("nan")

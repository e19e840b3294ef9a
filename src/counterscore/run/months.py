"""months.parquet: one row for each month, measure and group.

Shares are between 0 and 1. A measure of an empty group, such as the employment rate of nobody, has no row. If nothing
can change a score, there are no measures of the score, because everybody has the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from counterscore.engine.acts.tactics import FINE, HUNDREDTHS
from counterscore.engine.core.groups import group_masks
from counterscore.engine.core.state import Longs
from counterscore.engine.scoring.review import REVIEWED
from counterscore.regime.firms import FirmRules
from counterscore.regime.schema import RegimeFile
from counterscore.run.chronicle import Chronicle, MonthRecord, grouped
from counterscore.run.firms import months as firms
from counterscore.run.measure import OF_ALL, MonthlyMeasure, Values, ratio
from counterscore.run.spread import PERCENTILES
from counterscore.run.tally import COUNTS, SUMS
from counterscore.society.schema import SocietyFile

OF = {
    "employed": "labour-force", "long-jobless": "labour-force", "ill": "adults", "strained": "adults",
    "home-owner": "adults", "partnered": "adults", "tenant": "adults", "borrower": "adults", "insured": "adults",
    "fast-internet": "adults", "travelled": "adults",
}  # fmt: skip
EVENTS = dict(
    zip(REVIEWED, ("false-records", "corrections", "repairs", "expiries", "appeals-won"), strict=True)
)  # fmt: skip
MOVES = ("deaths", "births", "ties-dropped", "ties-added")
WENT = ("joined", "left")
_ENDS = {"ties-dropped": 2, "ties-added": 2}


def table(story: Chronicle, society: SocietyFile, regime: RegimeFile) -> pl.DataFrame:
    """Return months.parquet: month, measure, group and value, in the order of months, measures and groups."""
    measures = [*_of_groups(story), *_of_all(story, society)]
    if story.rated:
        measures += [*_scores_of_groups(story, regime), *_scores_of_all(story, regime)]
    if society.firms and (records := [each.firms for each in story.months if each.firms]):
        measures += firms.measures(records, society.firms, regime.firms or FirmRules())
    return _long(measures, [record.month for record in story.months])


def _long(measures: list[MonthlyMeasure], months: list[int]) -> pl.DataFrame:
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


def _column(story: Chronicle, name: str) -> Longs:
    """Return one column of the monthly counts, months x groups."""
    place = COUNTS.index(name) if name in COUNTS else len(COUNTS) + SUMS.index(name)
    return story.totals[:, :, place].T


def _of_groups(story: Chronicle) -> Iterator[MonthlyMeasure]:
    groups, adults = list(group_masks()), _column(story, "adults")
    for name in ("residents", "adults"):
        yield MonthlyMeasure(name, groups, _column(story, name).astype(np.float64))
    for name, whole in OF.items():
        yield MonthlyMeasure(name, groups, ratio(_column(story, name), _column(story, whole)))
    for name in ("stakes", "watched"):
        yield MonthlyMeasure(name, groups, ratio(_column(story, name) / 65536, adults))
    for name in ("wealth", "wage"):
        yield MonthlyMeasure(name, groups, ratio(_column(story, name), adults))
    yield MonthlyMeasure("ties", groups, _ties(story, len(groups)))


def _ties(story: Chronicle, groups: int) -> Values:
    """Return the mean number of close ties of residents, once a year; NaN in other months."""
    never = np.full(groups, np.nan)
    ties = np.array([never if record.ties is None else grouped(record.ties) for record in story.months])
    return ratio(ties, _column(story, "residents"))


def _of_all(story: Chronicle, society: SocietyFile) -> Iterator[MonthlyMeasure]:
    adults = _column(story, "adults")[:, :1]
    for what in ("acts", "seen"):
        amounts = np.array([getattr(record, what) for record in story.months])
        for place, activity in enumerate(society.activities):
            yield MonthlyMeasure(f"{what}:{activity.id}", OF_ALL, ratio(amounts[:, place : place + 1], adults))
    yield from _tactics(story, society, adults)
    for place, event in enumerate(REVIEWED):
        counts = [[float(record.reviewed[place])] for record in story.months]
        yield MonthlyMeasure(EVENTS[event], OF_ALL, np.array(counts))
    for place, move in enumerate(MOVES):
        counts = [[record.moves[place] / _ENDS.get(move, 1)] for record in story.months]
        yield MonthlyMeasure(move, OF_ALL, np.array(counts))
    for place, way in enumerate(WENT):
        counts = [[float(record.went[place]) if record.plan.voluntary else np.nan] for record in story.months]
        yield MonthlyMeasure(way, OF_ALL, np.array(counts))


def _tactics(story: Chronicle, society: SocietyFile, adults: Longs) -> Iterator[MonthlyMeasure]:
    """Yield how much each tactic is used, in the months in which it is of use, and what all responses cost."""
    for place, tactic in enumerate(society.responses.tactics):
        used, faked = np.full((2, len(story.months), 1), np.nan)
        for month, record in enumerate(story.months):
            for column in np.flatnonzero(record.tactics.which == place):
                used[month], faked[month] = record.used[column] / float(FINE), record.faked[column]
        yield MonthlyMeasure(f"way:{tactic.id}", OF_ALL, ratio(used, adults))
        if tactic.kind == "fake":
            yield MonthlyMeasure(f"faked:{tactic.id}", OF_ALL, faked)
    costly = np.array([[record.tactics.costly or bool(record.tactics.price.any())] for record in story.months])
    spent = np.array([[record.spent / float(HUNDREDTHS)] for record in story.months])
    yield MonthlyMeasure("spent-on-responses", OF_ALL, ratio(np.where(costly, spent, np.nan), adults))


def _lowest(story: Chronicle) -> Values:
    """Return the lowest score in thousandths of a point, by month; NaN if people do not have one single score."""
    plans = [record.plan for record in story.months]
    return np.array([[float(plan.scale.lowest) if plan.one_score else np.nan] for plan in plans])


def _scored(story: Chronicle) -> Values:
    """Return how many people have a score, by month and group; 0 if people do not have one single score."""
    one = np.array([[record.plan.one_score] for record in story.months])
    return np.where(one, _column(story, "scored"), 0).astype(np.float64)


def _banded(story: Chronicle) -> Values:
    """Return how many people are in a band, by month."""
    banded = np.array([[record.plan.banded] for record in story.months])
    return np.where(banded, _scored(story)[:, :1], 0)


def _scores_of_groups(story: Chronicle, regime: RegimeFile) -> Iterator[MonthlyMeasure]:
    groups, scored, lowest = list(group_masks()), _scored(story), _lowest(story)
    yield MonthlyMeasure("scored", groups, np.where(scored > 0, scored, np.nan))
    yield MonthlyMeasure("score", groups, (ratio(_column(story, "score"), scored) + (lowest - 1)) / 1000)
    yield MonthlyMeasure("listed", groups, ratio(_column(story, "listed"), scored))
    for place, listing in enumerate(regime.lists):
        yield MonthlyMeasure(f"listed:{listing.id}", groups, ratio(_column(story, f"list-{place}"), scored))


def _scores_of_all(story: Chronicle, regime: RegimeFile) -> Iterator[MonthlyMeasure]:
    lowest, banded = _lowest(story), _banded(story)
    rungs = np.array([record.quantiles for record in story.months], np.float64)
    points = np.where(rungs > 0, (rungs + (lowest - 1)) / 1000, np.nan)
    for place, percentile in enumerate(PERCENTILES):
        yield MonthlyMeasure(f"score-p{percentile}", OF_ALL, points[:, place : place + 1])
    bands = np.array([record.bands for record in story.months])
    for place, band in enumerate(regime.bands):
        yield MonthlyMeasure(f"band:{band.id}", OF_ALL, ratio(bands[:, place : place + 1], banded))
    yield MonthlyMeasure("score-across-ties", OF_ALL, np.array([[_correlation(record)] for record in story.months]))


def _correlation(record: MonthRecord) -> float:
    """Return the correlation between the scores of close ties, computed from whole-number sums."""
    if record.pairs is None:
        return float("nan")
    pairs, total, squares, products = (int(each) for each in record.pairs)
    variance = pairs * squares - total * total
    return (pairs * products - total * total) / variance if variance else float("nan")

"""The firms' measures in months.parquet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.core.state import Longs
from counterscore.regime.firms import FirmRules
from counterscore.run.firms.month_record import COUNTS, FINE, TURNOVER, FirmsMonthRecord, group_rows
from counterscore.run.firms.register import lines
from counterscore.run.measure import OF_ALL, MonthlyMeasure, Values, ratio
from counterscore.run.spread import PERCENTILES
from counterscore.society.firms_schema import FirmsSpec

NAMED = (
    "contracts-broken", "wages-withheld", "firm-workers-laid-off", "firm-jobs-opened", "owners-dragged",
    "firms-dragged",
)  # fmt: skip


def measures(records: list[FirmsMonthRecord], spec: FirmsSpec, rules: FirmRules) -> Iterator[MonthlyMeasure]:
    """Yield the measures of the firms, by month and group; scores only if anything can change them."""
    names, masks = group_rows(spec, len(records[0].counts))
    totals = np.stack([masks @ each.counts for each in records])  # months x groups x COUNTS
    yield from _of_groups(names, totals)
    yield from _of_all(records, spec)
    if spec.turnover:
        yield from _turnover(records)
    rated = rules.score is not None and any(rating.points.value for rating in rules.ratings)
    if rated and rules.score is not None:
        yield from _scores(names, totals, round(rules.score.lowest * 1000))
        yield from _standing(records, rules, round(rules.score.lowest * 1000))


def _column(totals: Longs, name: str) -> Longs:
    return totals[:, :, COUNTS.index(name)]


def _of_groups(names: list[str], totals: Longs) -> Iterator[MonthlyMeasure]:
    firms = _column(totals, "firms")
    yield MonthlyMeasure("firms", names, firms.astype(np.float64))
    yield MonthlyMeasure("firm-workers", names, _column(totals, "workers").astype(np.float64))
    yield MonthlyMeasure("firm-strained", names, ratio(_column(totals, "strained"), firms))
    for name in ("reserves", "stakes"):
        yield MonthlyMeasure(f"firm-{name}", names, ratio(_column(totals, name) / FINE, firms))


def _of_all(records: list[FirmsMonthRecord], spec: FirmsSpec) -> Iterator[MonthlyMeasure]:
    firms = _in_the_market(records)
    for word, what in (("firm-acts", "done"), ("firm-seen", "seen")):
        counts = np.array([getattr(each, what) for each in records])
        for place, activity in enumerate(spec.activities):
            yield MonthlyMeasure(f"{word}:{activity.id}", OF_ALL, ratio(counts[:, place : place + 1], firms))
    yield MonthlyMeasure("firm-false-findings", OF_ALL, np.array([[float(each.mistaken)] for each in records]))
    for place, name in enumerate(NAMED):
        yield MonthlyMeasure(name, OF_ALL, np.array([[float(each.events[place])] for each in records]))


def _in_the_market(records: list[FirmsMonthRecord]) -> Longs:
    return np.array([[len(each.rungs)] for each in records])


def _turnover(records: list[FirmsMonthRecord]) -> Iterator[MonthlyMeasure]:
    for place, name in enumerate(TURNOVER):
        counts = np.array([[float(each.turnover[place])] for each in records])
        yield MonthlyMeasure(f"firms-{name}", OF_ALL, counts)


def _scores(names: list[str], totals: Longs, lowest: int) -> Iterator[MonthlyMeasure]:
    scored = np.where(_column(totals, "score") > 0, _column(totals, "firms"), 0)
    yield MonthlyMeasure("firm-score", names, (ratio(_column(totals, "score"), scored) + (lowest - 1)) / 1000)
    yield MonthlyMeasure("firm-listed", names, ratio(_column(totals, "listed"), scored))


def _standing(records: list[FirmsMonthRecord], rules: FirmRules, lowest: int) -> Iterator[MonthlyMeasure]:
    """Yield how the firms are distributed over the scale, the bands and the lists."""
    rungs, count = [np.sort(each.rungs) for each in records], _in_the_market(records)
    scored = np.array([[bool(len(month) and month[-1] > 0)] for month in rungs])
    for percentile in PERCENTILES:
        values = (np.array([[_at(month, percentile)] for month in rungs]) + (lowest - 1)) / 1000
        yield MonthlyMeasure(f"firm-score-p{percentile}", OF_ALL, _where(scored, values))
    ends = [*lines(rules).tolist(), 2**31]
    for place, band in enumerate(rules.bands):
        inside = [[int(((month >= ends[place]) & (month < ends[place + 1])).sum())] for month in rungs]
        share = ratio(np.array(inside), count)
        yield MonthlyMeasure(f"firm-band:{band.id}", OF_ALL, _where(scored, share))
    for place, entry in enumerate(rules.lists):
        share = ratio(np.array([[int(each.on[place])] for each in records]), count)
        yield MonthlyMeasure(f"firm-listed:{entry.id}", OF_ALL, _where(scored, share))


def _at(rungs: Ints, percentile: int) -> float:
    """Return the rung that this percentage of firms have or do not reach; `rungs` ascend."""
    return float(rungs[max(-(-len(rungs) * percentile // 100), 1) - 1]) if len(rungs) else np.nan


def _where(scored: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], values: Values) -> Values:
    return np.where(scored, values, np.nan)

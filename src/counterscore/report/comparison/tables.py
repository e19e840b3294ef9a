"""The tables of a comparison."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterscore.measure.groups import TITLES
from counterscore.report.comparison import tags
from counterscore.report.comparison.pictures import MOST_BY_GROUP, ranked
from counterscore.report.page.model import Cell, Table
from counterscore.report.text.effects import INTERVAL, bounds, change, change_unit, effect, level, size
from counterscore.report.text.numbers import percent
from counterscore.report.text.regimes import names, under
from counterscore.study.comparison.company import ROWS
from counterscore.study.comparison.compare import Comparison, GroupFigure
from counterscore.study.comparison.losses import PERCENTILES
from counterscore.study.comparison.related import RelatedStudies
from counterscore.study.estimate import Estimate


def tables(comparison: Comparison, related: RelatedStudies) -> Iterator[Table]:
    """Yield the tables: who loses, by group, percentiles, ties, and every measure of everybody."""
    if ranked(comparison):
        yield _sides(comparison)
        yield _groups(comparison)
    if comparison.effects:
        yield _quantiles(comparison)
    if ("friends", "all") in comparison.figure:
        yield _ties(comparison)
    yield _figures(comparison, related)


def _table(title: str, caption: str, heads: list[str], rows: list[list[Cell]], words: int = 0) -> Table:
    """A table of figures; the last `words` columns hold words."""
    return Table(title=title, heads=heads, rows=rows, numbers=range(1, len(heads) - words), caption=caption)


def _ties(comparison: Comparison) -> Table:
    table = np.stack([pair.ties for pair in comparison.pairs]).mean(axis=0)
    rows: list[list[Cell]] = [
        [title, *("nobody" if np.isnan(value) else f"{value:.2f}" for value in row)]
        for title, row in zip(ROWS, table.tolist(), strict=True)
    ]
    first, second = names(comparison.first, comparison.second)
    caption = (
        "Mean number over the replicates, of people who are alive at the end in both worlds. Fifths of scores are "
        f"those at the end {under(first)}."
    )
    heads = ["group", "at the start", f"at the end, {first}", f"at the end, {second}"]
    return _table("Close ties at the start and at the end", caption, heads, rows)


def _sides(comparison: Comparison) -> Table:
    caption = (
        "Shares of the people concerned whose expected loss or gain over all random seeds exceeds the threshold: the "
        "noise of the seeds is taken out. In brackets: 95 % intervals. The last column says how many random seeds for "
        "each population are needed at least where there are too few to tell."
    )
    heads = ["measure", "lose", "gain", "threshold", "random seeds needed"]
    rows = [row for id in comparison.effects if (row := _sides_row(comparison, id))]
    return _table("Who loses and who gains", caption, heads, rows)


def _sides_row(comparison: Comparison, id: str) -> list[Cell] | None:
    effects, who = comparison.effects[id], comparison.sides[id, "all"]
    if not who.people:
        return None
    unit = effects.about.unit
    return [
        effects.about.title, *(_share(who.lose), _share(who.gain)), size(effects.threshold, unit),
        None if who.enough or who.seeds_needed is None else str(who.seeds_needed),
    ]  # fmt: skip


def _share(share: Estimate) -> str:
    if share.value is None:
        return "not known"
    ends = bounds(share)
    return f"{percent(share.value)} ({ends})" if ends else percent(share.value)


def _groups(comparison: Comparison) -> Table:
    hit = ranked(comparison)[:MOST_BY_GROUP]
    rows: list[list[Cell]] = [
        [title, *(_share(comparison.sides[id, group].lose) for id in hit)] for group, title in TITLES.items()
    ]
    heads = ["group", *(comparison.effects[id].about.title for id in hit)]
    return _table("Who loses, by group", "Share of each group who lose. In brackets: 95 % intervals.", heads, rows)


def _quantiles(comparison: Comparison) -> Table:
    rows: list[list[Cell]] = []
    for id, quantiles in comparison.quantiles.items():
        about = comparison.effects[id].about
        if quantiles:
            values = [change(quantiles[percent], about.unit) for percent in PERCENTILES]
            rows.append([f"{about.title}, {change_unit(about.unit)}", *values])
    caption = (
        "Effects averaged over the random seeds; a gain is above 0. Each column gives a percentile: the effect that so "
        "many per cent of people stay below."
    )
    return _table("Gain and loss per person, by percentile", caption, ["measure", *map(str, PERCENTILES)], rows)


def _figures(comparison: Comparison, related: RelatedStudies) -> Table:
    heads = ["measure", *names(comparison.first, comparison.second), f"effect ({INTERVAL})", "tag"]
    rows = [row for figure in comparison.figures if (row := _figure_row(figure, related))]
    caption = "Means of everybody over all populations and random seeds."
    return _table("Every measure", caption, heads, rows, words=1)


def _figure_row(figure: GroupFigure, related: RelatedStudies) -> list[Cell] | None:
    values = (figure.first.value, figure.second.value, figure.difference.value)
    if figure.group != "all" or values == (None, None, None):
        return None
    unit = figure.measure.about.unit
    levels = [None if each.value is None else level(each.value, unit) for each in (figure.first, figure.second)]
    found = figure.why_none if figure.difference.value is None else effect(figure.difference, unit)
    return [figure.measure.title, *levels, found, tags.word(related.tag(figure.measure.id))]

"""The tables of a comparison."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from counterscore.measure.groups import TITLES
from counterscore.report.comparison.findings import between, level
from counterscore.report.comparison.pictures import ranked
from counterscore.report.page.model import Table
from counterscore.report.page.table import Cell
from counterscore.report.text.effects import interval, number, unit
from counterscore.report.text.numbers import percent
from counterscore.study.comparison.company import ROWS
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.losses import PERCENTILES


def tables(found: Comparison) -> Iterator[Table]:
    """Give the tables: who loses, by group, quantiles, and every figure of everybody."""
    if found.sides:
        yield _sides(found)
        yield _groups(found)
        yield _quantiles(found)
    if ("friends", "all") in found.figure:
        yield _ties(found)
    yield _figures(found)


def _ties(found: Comparison) -> Table:
    table = np.stack([pair.ties for pair in found.pairs]).mean(axis=0)
    rows: list[list[Cell]] = [
        [title, *("nobody" if np.isnan(value) else f"{value:.2f}" for value in row)]
        for title, row in zip(ROWS, table.tolist(), strict=True)
    ]
    return Table(
        "Close ties before and after",
        "Mean number, over the lucks, of those who live at the end in both worlds. Fifths of scores are those of the "
        f"end under {found.first.id}.",
        ["group", "before", f"after, {found.first.id}", f"after, {found.second.id}"], rows, [1, 2, 3],
    )  # fmt: skip


def _sides(found: Comparison) -> Table:
    rows: list[list[Cell]] = []
    for id, effects in found.effects.items():
        who = found.sides[id, "all"]
        if who.lose.value is None or who.gain.value is None or who.past.value is None:
            continue
        of = effects.about.unit
        rows.append(
            [
                effects.about.title, percent(who.lose.value) + between(who.lose),
                percent(who.gain.value) + between(who.gain), percent(who.past.value),
                "" if who.placebo is None else percent(who.placebo),
                f"{number(effects.threshold, of).lstrip('+')} {unit(of)}",
                f"{number(effects.line, of).lstrip('+')} {unit(of)}",
            ]
        )  # fmt: skip
    return Table(
        "Who loses and who gains",
        "Shares of the people whom a measure concerns, their effects averaged over the lucks. To lose is to lose "
        "more than the line: the declared threshold, or what 19 of 20 placebo twins differ by if that is more. Beside "
        "it who loses more than the threshold alone, and how many placebo twins do.",
        ["measure", "lose", "gain", "lose more than the threshold", "placebo twins who do", "threshold", "line"],
        rows, [1, 2, 3, 4, 5, 6],
    )  # fmt: skip


def _groups(found: Comparison) -> Table:
    hit = ranked(found)[:4]
    rows = [[TITLES[group], *(_lose(found, id, group) for id in hit)] for group in TITLES]
    heads = ["group", *(found.effects[id].about.title for id in hit)]
    words = "Share of each group who lose, with 95 % intervals across lucks."
    return Table("Who loses, by group", words, heads, rows, list(range(1, len(heads))))


def _lose(found: Comparison, id: str, group: str) -> str:
    share = found.sides[id, group].lose
    return "nobody" if share.value is None else percent(share.value) + between(share)


def _quantiles(found: Comparison) -> Table:
    rows: list[list[Cell]] = []
    for id, quantiles in found.quantiles.items():
        about = found.effects[id].about
        if quantiles:
            rows.append(
                [f"{about.title}, {unit(about.unit)}", *(number(quantiles[p], about.unit) for p in PERCENTILES)]
            )
    return Table(
        "Gain and loss of a person, by quantile",
        "Effects averaged over the lucks; above 0 is a gain. Of 100 people so many have a smaller effect.",
        ["measure", *(str(p) for p in PERCENTILES)], rows, list(range(1, len(PERCENTILES) + 1)),
    )  # fmt: skip


def _figures(found: Comparison) -> Table:
    rows: list[list[Cell]] = []
    for figure in found.figures:
        if figure.group != "all" or figure.first.value is figure.second.value is figure.difference.value is None:
            continue
        of = figure.measure.about.unit
        levels = ["" if each.value is None else level(each.value, of) for each in (figure.first, figure.second)]
        known = figure.difference.value is not None
        change = f"{number(figure.difference.value, of)} {unit(of)} {interval(figure.difference, of)}" if known else ""
        rows.append([figure.measure.title, *levels, change or (figure.why_none or ""), figure.measure.about.tag])
    return Table(
        "Every measure", "Of everybody, mean over the lucks, with 95 % intervals of the difference across lucks.",
        ["measure", found.first.id, found.second.id, "difference", "tag"], rows, [1, 2, 3],
    )  # fmt: skip

"""The pictures of a comparison, each under a sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import COMPARISON_SETS, TITLES
from counterscore.report.charts.differences import Difference, differences
from counterscore.report.comparison.charts.gains import EffectQuantile, LossesAndGains, both_sides, curve
from counterscore.report.comparison.charts.groups import GroupTies, LosingShare, losing, ties
from counterscore.report.comparison.charts.months import ScoreRise, WorldsInMonth, months, rises
from counterscore.report.comparison.charts.ribbon import ribbon
from counterscore.report.comparison.findings import LOSERS, clear, gainers
from counterscore.report.page.model import Picture, Swatch
from counterscore.report.run.standings import moves, scored
from counterscore.report.text.effects import change_unit, is_share, size
from counterscore.report.text.numbers import percent
from counterscore.report.text.regimes import names, under
from counterscore.study.comparison.company import ROWS
from counterscore.study.comparison.compare import Comparison
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import LIVES

if TYPE_CHECKING:
    from counterscore.run.reading import Run

_FEWEST, _POINTS, _YEAR = 30, 200, 12
MOST_BY_GROUP = 4  # measures of which it is computed who loses in each group
Values = NDArray[np.float64]


def pictures(comparison: Comparison, run: Run) -> Iterator[Picture]:
    """Yield the pictures that can be drawn. `run`: the first world of the first replicate, for moves between bands."""
    hit = ranked(comparison)
    if hit:
        yield _gains(comparison)
        yield _curve(comparison, hit[0])
        yield _losing(comparison, hit[0])
    yield from _by_group(comparison)
    if any(pair.acts.any() for pair in comparison.pairs) and comparison.scenario.months > 1:
        yield _chilling(comparison)
    yield from _ribbon(comparison, run)
    yield from _inflation(comparison)
    if ("friends", "all") in comparison.figure:
        yield _ties(comparison)


def ranked(comparison: Comparison) -> list[str]:
    """Return the measures by which somebody loses or gains, those with most losers first.

    Only measures of which there are random seeds enough to say so.
    """
    sides = {id: comparison.sides[id, "all"] for id in LIVES if (id, "all") in comparison.sides}
    known = {id: who for id, who in sides.items() if who.enough and who.lose.value is not None}
    moved = [id for id, who in known.items() if clear(who.lose) or clear(who.gain)]
    return sorted(moved, key=lambda id: -(known[id].lose.value or 0.0))


def _by_group(comparison: Comparison) -> Iterator[Picture]:
    """The mean effect on each group, for the measure of lives that clearly changes most, in units of its threshold."""
    id = _most_moved(comparison)
    if id is None:
        return
    about, found = comparison.effects[id].about, comparison.figure
    scale, unit = 100.0 if is_share(about.unit) else 1.0, change_unit(about.unit)
    bars = [
        Difference(TITLES[group], of.value * scale, of.low * scale, of.high * scale, of.sure)
        for names in COMPARISON_SETS for group in names
        if (of := found[id, group].difference).value is not None and of.low is not None and of.high is not None
    ]  # fmt: skip
    one, other = _worlds(comparison)
    yield Picture(
        name="by-group",
        finding=f"{about.title}: the change for each group",
        legend=(
            f"Mean of the group, {one} minus {other}, in {unit}, with 95 % intervals. ",
            Swatch("accent", "the interval excludes zero"), ".",
        ),
        caption="Of the measures of people's lives, this one clearly changes most, in relation to the smallest loss "
        "that counts.",
        description="A point with its interval for each group; compare.json has the figures.",
        charts=lambda width: [differences(bars, width, of="group", unit=unit, edge=None)],
    )  # fmt: skip


def _most_moved(comparison: Comparison) -> str | None:
    """The measure of lives whose mean clearly changes most, in units of its threshold; None if none does."""
    moved = {
        id: abs(figure.difference.value or 0.0) / effects.threshold
        for id, effects in comparison.effects.items()
        if id in LIVES and effects.threshold and (figure := comparison.figure[id, "all"]).difference.sure
    }
    return max(moved, key=lambda id: moved[id], default=None)


def _worlds(comparison: Comparison) -> tuple[str, str]:
    return names(comparison.first, comparison.second)


def _colours(first: str, second: str) -> tuple[Swatch, str, Swatch]:
    return Swatch("accent", first), ", ", Swatch("cool", second)


def _percent(value: float | None) -> float:
    return round(100 * max(value or 0.0, 0.0), 4)


def _ends(share: Estimate) -> tuple[float, float, float]:
    return (
        _percent(share.value), _percent(share.low), _percent(share.value if share.high is None else share.high),
    )  # fmt: skip


def _gains(comparison: Comparison) -> Picture:
    sides = {id: comparison.sides[id, "all"] for id in LIVES if (id, "all") in comparison.sides}
    sides = {id: who for id, who in sides.items() if who.enough and who.gain.value is not None}
    order = sorted(sides, key=lambda id: -(sides[id].lose.value or 0))
    drawn = [
        LossesAndGains(
            comparison.effects[id].about.title,
            *_ends(sides[id].lose), percent(sides[id].lose.value or 0),
            *_ends(sides[id].gain), percent(sides[id].gain.value or 0),
        )
        for id in order
    ]  # fmt: skip
    most, (first, second) = order[0], _worlds(comparison)
    return Picture(
        name="gains",
        finding=f"{percent(sides[most].lose.value or 0.0)} of people {LOSERS[most]}{gainers(most, sides[most])}",
        legend=(f"Of the people concerned, {first} compared with {second}: ", *_colours("lose", "gain"), "."),
        caption="A person counts if the effect to be expected over all random seeds exceeds the declared threshold. "
        "Lines: 95 % intervals.",
        description="Bars to the left for those who lose, to the right for those who gain; the table below gives the "
        "same figures.",
        charts=lambda width: [both_sides(drawn, width)],
    )


def _curve(comparison: Comparison, id: str) -> Picture:
    effects = comparison.effects[id]
    known: Values = effects.mean[~np.isnan(effects.mean)]
    low, high = np.percentile(known, [5, 95])
    unit, title = effects.about.unit, effects.about.title
    scale, shown = 100.0 if is_share(unit) else 1.0, change_unit(unit)
    places = [(100 * k + 50) / _POINTS for k in range(_POINTS)]
    drawn = [EffectQuantile(place, float(np.percentile(known, place)) * scale) for place in places]
    return Picture(
        name="everybody",
        finding=f"{title}, person by person{_tail(': one in 20 loses', -low, unit)}",
        legend=(f"Effect on each person, in {shown}; gains are above the line. ", *_colours("losses", "gains"), "."),
        caption="Differences inside the grey band are no larger than those between the same people with different "
        f"random seeds{_tail('. One in 20 gains', high, unit)}.",
        description="A line that rises from the largest loss to the largest gain; the table below gives its "
        "percentiles.",
        charts=lambda width: [curve(drawn, effects.line * scale, shown, width)],
    )


def _tail(words: str, amount: float, unit: str) -> str:
    """How much one person in 20 loses or gains; empty if that is zero."""
    return f"{words} {size(amount, unit)} or more" if amount > 0 else ""


def _losing(comparison: Comparison, id: str) -> Picture:
    title, everybody = comparison.effects[id].about.title, comparison.sides[id, "all"].lose.value or 0.0
    groups = [
        LosingShare(TITLES[group], *_ends(who.lose))
        for names in COMPARISON_SETS for group in names
        if (who := comparison.sides[id, group]).lose.value is not None and who.people >= _FEWEST
    ]  # fmt: skip
    worst = max(groups, key=lambda each: each.value, default=None)
    finding = "Who loses"
    if worst:
        finding = f"Who loses: {percent(worst.value / 100)} of {worst.title}, {percent(everybody)} of everybody"
    return Picture(
        name="paying",
        finding=finding,
        legend=(f"{title}: share of each group who lose. The broken line is everybody.",),
        caption=f"Groups of at least {_FEWEST} people, fixed at the start. Lines: 95 % intervals.",
        description="A point and its interval for each group; the table below gives the same figures.",
        charts=lambda width: [losing(groups, "share who lose, %", 100 * everybody, width)],
    )


def _chilling(comparison: Comparison) -> Picture:
    acts = np.stack([pair.acts for pair in comparison.pairs]).mean(axis=0)
    span, worlds = min(_YEAR, acts.shape[1]), _worlds(comparison)
    smooth = [np.convolve(world, np.ones(span) / span, "valid") * _YEAR for world in acts]
    drawn = [
        WorldsInMonth((span + k) / _YEAR, float(first), float(second))
        for k, (first, second) in enumerate(zip(*smooth, strict=True))
    ]
    drop = 1 - drawn[-1].first / drawn[-1].second if drawn[-1].second else 0.0
    fewer = f"{percent(abs(drop))} {'fewer' if drop >= 0 else 'more'}"
    return Picture(
        name="chilling",
        finding=f"In the last year people do {fewer} protected acts {under(worlds[0])} than {under(worlds[1])}",
        legend=(
            "Worship, gatherings, associations, petitions, criticism, heterodox reading: acts per adult and year. ",
            *_colours(*worlds), ".",
        ),
        caption="Mean over the replicates. All these acts are lawful and protected; the area between the lines is "
        "what people no longer do.",
        description="Two lines over the years, from zero.",
        charts=lambda width: [months(drawn, worlds, width)],
    )  # fmt: skip


def _ribbon(comparison: Comparison, run: Run) -> Iterator[Picture]:
    bands = run.regime.file.bands
    if not bands or comparison.scenario.months <= _YEAR or "band" not in run.register.columns:
        return
    moved = moves(scored(run), [band.id for band in bands])
    if not sum(move.people for move in moved):
        return
    low = [move for move in moved if move.before == 0]
    below, stay = sum(move.people for move in low), sum(move.people for move in low if move.after == 0)
    finding = "How people move between bands"
    if below >= _FEWEST:
        finding = f"Of those in the lowest band after a year, {percent(stay / below)} are in it at the end"
    yield Picture(
        name="mobility",
        finding=finding,
        legend=(
            "Left: the band after the first year. Right: the band at the end. ", *_colours("downward", "upward"), ".",
        ),
        caption=f"People with a score at both times {under(_worlds(comparison)[0])}, people seed "
        f"{comparison.scenario.people_seed}, random seed {comparison.scenario.seed}.",
        description="Ribbons between the bands of the score, as wide as the number of people in them.",
        charts=lambda width: [ribbon(moved, [band.title for band in bands], width)],
    )  # fmt: skip


def _ties(comparison: Comparison) -> Picture:
    table, worlds = np.stack([pair.ties for pair in comparison.pairs]).mean(axis=0), _worlds(comparison)
    groups = [
        GroupTies(title, *row)
        for title, row in zip(ROWS, table.tolist(), strict=True)
        if title != TITLES["all"] and not np.isnan(row).any()
    ]
    before, first, second = table[ROWS.index(TITLES["all"])].tolist()
    cross = [percent(share) for share in np.stack([pair.crossing for pair in comparison.pairs]).mean(axis=0).tolist()]
    return Picture(
        name="ties",
        finding=f"At the end people have {first:.1f} close ties on average {under(worlds[0])}, and {second:.1f} "
        f"{under(worlds[1])}",
        legend=(
            "Close ties of people alive at the end: ", Swatch("hollow", "at the start"), ", at the end: ",
            *_colours(*worlds), ".",
        ),
        caption=f"Mean over the replicates, by group; fifths of scores are those at the end. At the start the mean "
        f"was {before:.1f}. Ties between different fifths of income were {cross[0]} of all ties at the start. At the "
        f"end they are {cross[1]} {under(worlds[0])} and {cross[2]} {under(worlds[1])}.",
        description="Three points for each group: the start, and the end in each world; the table below gives the same "
        "figures.",
        charts=lambda width: [ties(groups, "close ties", worlds, width)],
    )  # fmt: skip


def _inflation(comparison: Comparison) -> Iterator[Picture]:
    moments, rise = np.stack([pair.rise for pair in comparison.pairs]).mean(axis=0)
    if len(moments) < 2 or np.isnan(rise).any():  # pyright: ignore[reportUnknownArgumentType]
        return
    drawn = [
        ScoreRise((month + 1) / _YEAR, value) for month, value in zip(moments.tolist(), rise.tolist(), strict=True)
    ]
    last, way = drawn[-1].score, "above" if drawn[-1].score >= 0 else "below"
    yield Picture(
        name="inflation",
        finding=f"At the end the mean score is {abs(last):.2f} standard deviations {way} that of the first year",
        legend=(
            "Score inflation: ", Swatch("accent", "the mean score of the same people"), ", ",
            Swatch("cool", "the level of the first year"), ".",
        ),
        caption=f"Adults with a score at both times {under(_worlds(comparison)[0])}, mean over the replicates; in "
        "standard deviations of the first year's scores. Scores rise or fall without any response too.",
        description="A line of the mean score over the years, and a level line of the first year.",
        charts=lambda width: [rises(drawn, width)],
    )  # fmt: skip

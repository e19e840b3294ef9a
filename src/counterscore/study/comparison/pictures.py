"""The pictures of a comparison, each with the sentence that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import LIKES, TITLES
from counterscore.report.standings import moves, scored
from counterscore.report.words import percent
from counterscore.study.comparison.charts.gains import Effect, Sided, both_sides, curve
from counterscore.study.comparison.charts.groups import Beside, Paid, beside, paying
from counterscore.study.comparison.charts.months import Month, months
from counterscore.study.comparison.charts.ribbon import ribbon
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.findings import LIVES, LOSERS
from counterscore.study.estimate import Estimate
from counterscore.study.page import Figure
from counterscore.study.printed import number, unit

if TYPE_CHECKING:
    from counterscore.run.reading import Run

_FEWEST, _POINTS, _YEAR = 30, 200, 12
_WORLDS = '<span><i class="swatch-accent"></i>{}</span>, <span><i class="swatch-cool"></i>{}</span>'


def pictures(found: Comparison, run: Run | None) -> Iterator[Figure]:
    """Give the pictures that can be drawn. `run`: the first world under the first luck, for the movement of bands."""
    hit = ranked(found)
    if hit:
        yield _gains(found)
        yield _curve(found, hit[0])
        yield _paying(found, hit)
    if any(pair.acts.any() for pair in found.pairs) and found.months > 1:
        yield _chilling(found)
    ribbons = _ribbon(found, run) if run else None
    if ribbons:
        yield ribbons
    if ("friends", "all") in found.figure:
        yield _company(found)


def ranked(found: Comparison) -> list[str]:
    """Return the measures of lives of which somebody surely loses or gains, the most losers first."""
    known = [id for id in LIVES if (id, "all") in found.sides and found.sides[id, "all"].lose.value is not None]
    moved = [id for id in known if (found.sides[id, "all"].lose.value or 0) + (found.sides[id, "all"].gain.value or 0)]
    return sorted(moved, key=lambda id: -(found.sides[id, "all"].lose.value or 0.0))


def _hundred(value: float | None) -> float:
    return round(100 * max(value or 0.0, 0.0), 4)


def _ends(share: Estimate) -> tuple[float, float, float]:
    return _hundred(share.value), _hundred(share.low), _hundred(share.value if share.high is None else share.high)


def _gains(found: Comparison) -> Figure:
    sides = {id: found.sides[id, "all"] for id in LIVES if (id, "all") in found.sides}
    sides = {id: who for id, who in sides.items() if who.lose.value is not None and who.gain.value is not None}
    order = sorted(sides, key=lambda id: -(sides[id].lose.value or 0))
    drawn = [
        Sided(
            found.effects[id].about.title,
            *_ends(sides[id].lose), percent(sides[id].lose.value or 0),
            *_ends(sides[id].gain), percent(sides[id].gain.value or 0),
        )
        for id in order
    ]  # fmt: skip
    first, many = sides[order[0]], percent(sides[order[0]].lose.value or 0.0)
    return Figure(
        "gains",
        f"{many} of people {LOSERS[order[0]]}; for {percent(first.gain.value or 0.0)} it is the other way round",
        f"People who lose or gain under {found.first.id} against {found.second.id}, whom it concerns. "
        + _WORLDS.format("lose", "gain"),
        "A person counts if the effect, averaged over the lucks, is beyond the declared threshold and beyond what 19 "
        "of 20 placebo twins differ by: the same regime under different luck. Lines: 95 % intervals across lucks.",
        "Bars to the left for losers and to the right for gainers; the same figures stand in the table below.",
        lambda width: [both_sides(drawn, width)],
    )  # fmt: skip


def _curve(found: Comparison, id: str) -> Figure:
    effects = found.effects[id]
    mean = effects.mean
    known: NDArray[np.float64] = mean[~np.isnan(mean)]
    places = [(100 * k + 50) / _POINTS for k in range(_POINTS)]
    drawn = [Effect(p, float(np.percentile(known, p))) for p in places]
    low, high = np.percentile(known, [5, 95])
    of, title = effects.about.unit, effects.about.title
    scale = 100.0 if unit(of) == "%-points" else 1.0
    shown = [Effect(each.people, each.value * scale) for each in drawn]
    return Figure(
        "everybody",
        f"{title}, person by person: one in twenty loses {number(-min(low, 0.0), of).lstrip('+')} {unit(of)} or more",
        f"Everybody's own effect in {unit(of)}, gains above the line. " + _WORLDS.format("losses", "gains"),
        f"One in twenty gains {number(max(high, 0.0), of).lstrip('+')} {unit(of)} or more. The grey band is what luck "
        "alone does to the same people under the same regime.",
        "A line that rises from the largest loss to the largest gain; its quantiles stand in the table below.",
        lambda width: [curve(shown, effects.line * scale, unit(of), width)],
    )


def _paying(found: Comparison, hit: list[str]) -> Figure:
    id = hit[0]
    title, all_of_them = found.effects[id].about.title, found.sides[id, "all"].lose.value or 0.0
    groups = [
        Paid(TITLES[group], *_ends(who.lose))
        for likes in LIKES for group in likes
        if (who := found.sides[id, group]).lose.value is not None and who.people >= _FEWEST
    ]  # fmt: skip
    worst = max(groups, key=lambda each: each.value, default=None)
    finding = (
        f"Who pays: of {worst.title} {percent(worst.value / 100)}, of everybody {percent(all_of_them)}" if worst
        else "Who pays"
    )  # fmt: skip
    return Figure(
        "paying", finding,
        f"{title}: share of each group who lose. The broken line is everybody.",
        f"Groups of at least {_FEWEST} people, fixed at the start. Lines: 95 % intervals across lucks.",
        "A point and its interval for each group; the same figures stand in the table below.",
        lambda width: [paying(groups, "share who lose, in per cent", 100 * all_of_them, width)],
    )  # fmt: skip


def _chilling(found: Comparison) -> Figure:
    acts = np.stack([pair.acts for pair in found.pairs]).mean(axis=0)
    span = min(_YEAR, acts.shape[1])
    smooth = [np.convolve(world, np.ones(span) / span, "valid") * _YEAR for world in acts]
    lived = [
        Month((span + k) / _YEAR, float(first), float(second))
        for k, (first, second) in enumerate(zip(*smooth, strict=True))
    ]
    drop = 1 - lived[-1].first / lived[-1].second if lived[-1].second else 0.0
    fall = f"{percent(abs(drop))} {'fewer' if drop >= 0 else 'more'}"
    return Figure(
        "chilling",
        f"In the last year there are {fall} lawful protected acts than in the twin world",
        "Worship, gatherings, associations, petitions, criticism, heterodox reading: acts a grown-up and year. "
        + _WORLDS.format(found.first.id, found.second.id),
        "Mean over the lucks. Each of these acts is lawful and protected; what is shown is what people leave undone.",
        "Two lines over the years, from zero.",
        lambda width: [months(lived, (found.first.id, found.second.id), width)],
    )


def _ribbon(found: Comparison, run: Run) -> Figure | None:
    bands = run.regime.file.bands
    if not bands or found.months <= _YEAR or "band" not in run.register.columns:
        return None
    people = scored(run)
    moved = moves(people, [band.id for band in bands])
    whole = sum(move.people for move in moved)
    if not whole:
        return None
    low = [move for move in moved if move.before == 0]
    below = sum(move.people for move in low)
    stay = sum(move.people for move in low if move.after == 0)
    finding = (
        f"Of those in the lowest band after a year, {percent(stay / below)} are there at the end" if below >= _FEWEST
        else "How people move between bands"
    )  # fmt: skip
    return Figure(
        "mobility", finding,
        "Left: the band after the first year; right: at the end. "
        '<span><i class="swatch-accent"></i>downward</span>, <span><i class="swatch-cool"></i>upward</span>.',
        f"Under {found.first.id}, luck seed {found.lucks[0]}, people with a score at both times.",
        "Ribbons between the bands of the score, as wide as the people in them.",
        lambda width: [ribbon(moved, [band.title for band in bands], width)],
    )  # fmt: skip


def _company(found: Comparison) -> Figure:
    groups = [
        Beside(TITLES[group], figure.first.value, figure.second.value)
        for likes in LIKES for group in likes
        if (figure := found.figure["friends", group]).first.value is not None and figure.second.value is not None
    ]  # fmt: skip
    all_of_them = found.figure["friends", "all"]
    change = all_of_them.difference
    cross = found.figure.get(("cross-class", "all"))
    between = (
        f" Ties between fifths of income: {percent(cross.first.value)} of all, against {percent(cross.second.value)}."
        if cross and cross.first.value is not None and cross.second.value is not None else ""
    )  # fmt: skip
    words = f"{number(change.value, 'ties').lstrip('+')} {'fewer' if (change.value or 0) < 0 else 'more'}".lstrip(
        "\N{MINUS SIGN}"
    )
    return Figure(
        "ties", f"At the end people have {words} close ties on average",
        "Close ties at the end. " + _WORLDS.format(found.first.id, found.second.id),
        f"Mean over the lucks, by group.{between}",
        "For each group two points, one a world, joined by a line.",
        lambda width: [beside(groups, "close ties", width)],
    )  # fmt: skip

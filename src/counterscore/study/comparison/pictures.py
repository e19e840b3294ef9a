"""The pictures of a comparison, each with the sentence that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import COMPARISON_SETS, TITLES
from counterscore.report.standings import moves, scored
from counterscore.report.words import percent
from counterscore.study.comparison.charts.gains import Effect, Sided, both_sides, curve
from counterscore.study.comparison.charts.groups import Company, Paid, company, paying
from counterscore.study.comparison.charts.months import Month, Rise, months, rises
from counterscore.study.comparison.charts.ribbon import ribbon
from counterscore.study.comparison.company import ROWS
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.findings import LOSERS
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import LIVES
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
    risen = _goodhart(found)
    if risen:
        yield risen
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
        for names in COMPARISON_SETS for group in names
        if (who := found.sides[id, group]).lose.value is not None and who.people >= _FEWEST
    ]  # fmt: skip
    worst = max(groups, key=lambda each: each.value, default=None)
    finding = (
        f"Who pays: {percent(worst.value / 100)} of {worst.title}, {percent(all_of_them)} of everybody" if worst
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
    table = np.stack([pair.ties for pair in found.pairs]).mean(axis=0)
    groups = [
        Company(title, *row)
        for title, row in zip(ROWS, table.tolist(), strict=True)
        if title != TITLES["all"] and not np.isnan(row).any()
    ]
    before, first, second = table[ROWS.index(TITLES["all"])].tolist()
    cross = [percent(share) for share in np.stack([pair.crossing for pair in found.pairs]).mean(axis=0).tolist()]
    return Figure(
        "ties",
        f"Before, people had {before:.1f} close ties on average; after, {first:.1f} under {found.first.id} and "
        f"{second:.1f} under {found.second.id}",
        'Close ties, of those who live at the end: <span><i class="swatch-hollow"></i>before</span>, after: '
        + _WORLDS.format(found.first.id, found.second.id),
        "Mean over the lucks, by group; fifths of scores are those at the end. Of all ties, those between fifths of "
        f"income were {cross[0]} before, are {cross[1]} under {found.first.id}, {cross[2]} under {found.second.id}.",
        "For each group three points: month 0, and the end in each world; the same figures stand in the table below.",
        lambda width: [company(groups, "close ties", (found.first.id, found.second.id), width)],
    )


def _goodhart(found: Comparison) -> Figure | None:
    months, rise = np.stack([pair.rise for pair in found.pairs]).mean(axis=0)
    if len(months) < 2 or np.isnan(rise).any():  # pyright: ignore[reportUnknownArgumentType]
        return None
    drawn = [Rise((month + 1) / _YEAR, value) for month, value in zip(months.tolist(), rise.tolist(), strict=True)]
    last, way = drawn[-1], "above" if drawn[-1].score >= 0 else "below"
    return Figure(
        "goodhart",
        f"At the end scores stand {abs(last.score):.2f} standard deviations {way} those of their first year; "
        "trustworthiness has not moved",
        "Goodhart's gap: <span><i class=\"swatch-accent\"></i>the same people's mean score</span>, "
        '<span><i class="swatch-cool"></i>their trustworthiness</span>, which is fixed.',
        f"Under {found.first.id}, grown-ups with a score at both times, mean over the lucks; in standard deviations of "
        "the first year's scores.",
        "A line of the mean score over the years beside the level line of trustworthiness.",
        lambda width: [rises(drawn, width)],
    )

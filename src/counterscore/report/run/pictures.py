"""The pictures of a report: what each one shows, in words and as a chart. A picture of nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterscore.report.charts.grammar import Spec
from counterscore.report.run import findings, operators, standings
from counterscore.report.run.charts.enrolment import Enrolled, enrolment
from counterscore.report.run.charts.moves import moves
from counterscore.report.run.charts.refusals import Refused, refusals
from counterscore.report.run.charts.scores import Spread, Threshold, scores
from counterscore.report.run.charts.ties import Company, friends, ties
from counterscore.report.run.charts.truth import truth
from counterscore.report.run.charts.work import Idle, work
from counterscore.report.run.monthly import YEAR, Monthly
from counterscore.report.run.requests import FIFTHS, POOREST, RICHEST, Decided
from counterscore.report.text.numbers import decimal, listing, one_in, percent, span

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run

Chart = Callable[[int], Spec]


@dataclass(frozen=True)
class Picture:
    """One picture: its finding, what its marks mean (`key`, HTML), a caption, the mechanism's tag, and its charts."""

    name: str
    finding: str
    key: str
    caption: str
    tag: str
    charts: tuple[Chart, ...]
    figures: str = ""

    @property
    def described(self) -> str:
        """The picture for those who cannot see it."""
        return self.figures or self.caption


def swatch(kind: str, words: str) -> str:
    """Return a coloured square and what it stands for."""
    return f'<span><i class="swatch-{kind}"></i>{words}</span>'


def pictures(run: Run, monthly: Monthly, requests: list[Decided], people: pl.DataFrame) -> Iterator[Picture]:
    """Give the pictures of a run in the order of the page; `people` are those with a score."""
    yield from _enrolment(run, monthly)
    if monthly.has("score"):
        yield from _scores(run, monthly)
        yield from _truth(people)
    yield from _refusals(requests)
    if monthly.has("score"):
        yield from _moves(run, people)
        yield from _ties(people)
    yield from _work(monthly)


def _enrolment(run: Run, monthly: Monthly) -> Iterator[Picture]:
    """Who joined whom, where anybody might stay out."""
    course = operators.spells(run, monthly)
    free = next((spell for spell in course if spell.free), None)
    if free is None or run.manifest.months < 2:
        return
    drawn = [
        [Enrolled((each.month + 1) / YEAR, each.share, operator.kind == "state") for each in enrolled]
        for spell in course
        for operator in spell.operators
        if (enrolled := spell.enrolled[operator.id])
    ]
    shares = [(percent(operators.last_share(free, each.id)), each.title) for each in free.operators]
    ends = listing([f"{share} with {title}" for share, title in shares])
    yield Picture(
        "enrolment",
        f"While one might stay out, {_highest([operators.last_share(free, each.id) for each in free.operators])}",
        f"Share of adults with a score, month by month, {swatch('accent', 'of the state')} and "
        f"{swatch('cool', 'of private operators')}.",
        f"After {span(free.end - free.first)} of free choice: {ends}. Who joins for a perk is fitted to the hundred "
        "million that Sesame had scored in June 2017 (R); who follows friends is assumed.",
        "emergent",
        (lambda width: enrolment(drawn, width),),
    )


def _highest(shares: list[float]) -> str:
    """Say how many joined."""
    most = max(shares)
    return "nobody joined" if most == 0 else f"{one_in(most)} had joined the larger operator in the end"


def _scores(run: Run, monthly: Monthly) -> Iterator[Picture]:
    columns = [monthly.course(f"score-p{k}").values for k in (5, 25, 50, 75, 95)]
    months = monthly.course("score-p50").months
    spreads = [Spread((month + 1) / YEAR, *points) for month, *points in zip(months, *columns, strict=True)]
    if len(spreads) < 2:
        return
    bands = [Threshold(each.title, each.at_least) for each in run.regime.file.bands]
    first, last = spreads[0], spreads[-1]
    yield Picture(
        "scores",
        findings.spread(spreads),
        f"Points, month by month: the median (line), {swatch('half', 'the middle half')}, "
        f"{swatch('most', 'nine in ten')} of all who have a score.",
        f"The median went from {first.p50:.0f} to {last.p50:.0f}; nine in ten stood between {first.p5:.0f} and "
        f"{first.p95:.0f} after the first month, between {last.p5:.0f} and {last.p95:.0f} at the end.",
        "emergent",
        (lambda width: scores(spreads, bands, width),),
    )


def _truth(people: pl.DataFrame) -> Iterator[Picture]:
    rows, correlation = standings.standings(people), standings.agreement(people)
    if len(rows) < 3:
        return
    low, high = standings.misplaced(people)
    yield Picture(
        "truth",
        findings.agreement(correlation),
        "Place in the public rank, of 100 from the bottom, by trustworthiness: the median (line) and "
        f"{swatch('most', 'the middle half')} of people alike in it.",
        f"Of the most trustworthy tenth {percent(low)} stand in the lower half of the rank, of the least trustworthy "
        f"tenth {percent(high)} in the upper half. Rank correlation {correlation or 0:.2f}. Trustworthiness is a fixed "
        "trait that only the simulation knows.",
        "emergent",
        (lambda width: truth(rows, width),),
    )


def _refusals(requests: list[Decided]) -> Iterator[Picture]:
    rows = [
        Refused(each.title, fifth, of.gate_share, of.place_share)
        for each in requests
        for fifth, of in ((k + 1, each.of[name]) for k, name in enumerate(FIFTHS))
    ]
    if not any(row.by_gate or row.no_place for row in rows):
        return
    gated = any(row.by_gate for row in rows)
    kinds = f"{swatch('accent', 'by the score')} or {swatch('cool', 'for want of a place')}" if gated else (
        swatch("cool", "for want of a place")
    )  # fmt: skip
    finding = findings.widest_gap(requests) or "what was asked for and refused"
    yield Picture(
        "refusals",
        f"{finding[:1].upper()}{finding[1:]}",
        f"Share of requests refused, {kinds}, for each fifth of incomes, the poorest on top.",
        "Thresholds and the number of places are assumed; who is refused more often comes out. The table below has "
        "every figure.",
        "emergent",
        (lambda width: refusals(rows, width),),
        _in_figures(requests),
    )


def _in_figures(requests: list[Decided]) -> str:
    shares = [
        f"{each.title} {percent(each.of[POOREST].share)} and {percent(each.of[RICHEST].share)}" for each in requests
    ]
    return f"Refused to the poorest and the richest fifth, of requests over the whole time: {listing(shares)}."


def _moves(run: Run, people: pl.DataFrame) -> Iterator[Picture]:
    bands = run.regime.file.bands
    moved, titles = standings.moves(people, [each.id for each in bands]), [each.title for each in bands]
    if not moved or run.manifest.months <= YEAR:
        return
    whole = sum(move.people for move in moved)
    down, up = (
        sum(move.people for move in moved if way * (move.after - move.before) > 0) / whole for way in (-1, 1)
    )  # fmt: skip
    finding = findings.staying(moved, titles) or f"{percent(down)} end in a lower band than after the first year"
    yield Picture(
        "moves",
        f"{finding[:1].upper()}{finding[1:]}",
        f"Each row: the people of one band after the first year, and the share of them in each band at the end, "
        f"{swatch('accent', 'lower')} or {swatch('cool', 'higher')} than before.",
        f"From the first year to the end {percent(down)} of those who had a score at both times went down, "
        f"{percent(up)} went up and {percent(1 - down - up)} stood in the same band.",
        "emergent",
        (lambda width: moves(moved, titles, width),),
    )


def _ties(people: pl.DataFrame) -> Iterator[Picture]:
    rows = standings.company(people)
    if len(rows) < 3:
        return
    yield Picture(
        "ties",
        findings.company(rows),
        "Close ties, a mean, by place in the rank (above); mean score of the friends beside people's own (below).",
        _company(rows),
        "emergent",
        (lambda width: ties(rows, width), lambda width: friends(rows, width)),
    )


def _company(rows: list[Company]) -> str:
    low, high = rows[0], rows[-1]
    return (
        f"Those who stand lowest have {decimal(low.ties)} close ties and friends with a mean score of "
        f"{low.friends:.0f}; those who stand highest have {decimal(high.ties)} and friends with {high.friends:.0f}."
    )


def _work(monthly: Monthly) -> Iterator[Picture]:
    idle = {
        name: [Idle((m + 1) / YEAR, name, 1 - v) for m, v in zip(*monthly.course("employed", group), strict=True)]
        for name, group in (("poorest fifth", POOREST), ("richest fifth", RICHEST))
    }
    lengths = {len(course) for course in idle.values()}
    if min(lengths) < 2:
        return
    poor, rich = (monthly.last_year("employed", group) or 0.0 for group in (POOREST, RICHEST))
    yield Picture(
        "work",
        _idle(poor, rich),
        "Share without work, month by month, of those of working age who want it.",
        f"In the last {'year' if monthly.years() else 'month'} {percent(1 - poor)} against {percent(1 - rich)}. The "
        "places for jobs are fitted so that about one in twenty is without work where there is no score.",
        "emergent",
        (lambda width: work(idle, width),),
    )


def _idle(poor: float, rich: float) -> str:
    """Say who is more often out of work; `poor` and `rich`: shares in work."""
    if abs(poor - rich) < 0.005:
        return "The poorest and the richest fifth are out of work about as often"
    first, second = ("poorest", "richest") if poor < rich else ("richest", "poorest")
    return f"At the end more of the {first} fifth are out of work than of the {second}"

"""The pictures of a run: what each one shows, in words and as a chart. A picture of nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.report.page.model import Picture, Swatch
from counterscore.report.run import findings, operators, standings
from counterscore.report.run.charts.enrolment import EnrolledShare, enrolment
from counterscore.report.run.charts.moves import Move, moves
from counterscore.report.run.charts.refusals import RefusalShare, refusals
from counterscore.report.run.charts.scores import Spread, Threshold, scores
from counterscore.report.run.charts.ties import TiesByRank, friends, ties
from counterscore.report.run.charts.truth import truth
from counterscore.report.run.charts.work import Unemployed, work
from counterscore.report.run.monthly import YEAR, Monthly
from counterscore.report.run.requests import FIFTHS, POOREST, RICHEST, Decided
from counterscore.report.text.answers import lacks
from counterscore.report.text.numbers import decimal, listing, one_in, percent, span

if TYPE_CHECKING:
    import polars as pl

    from counterscore.run.reading import Run


def pictures(run: Run, monthly: Monthly, requests: list[Decided], people: pl.DataFrame) -> Iterator[Picture]:
    """Give the pictures of a run in the order of the page; `people` are those with a score."""
    yield from _enrolment(run, monthly)
    if monthly.has("score"):
        yield from _scores(run, monthly)
        yield from _truth(people)
    yield from _refusals(run, requests)
    if monthly.has("score"):
        yield from _moves(run, people)
        yield from _ties(people)
    yield from _work(monthly)


def _enrolment(run: Run, monthly: Monthly) -> Iterator[Picture]:
    """Who joined which operator, where participation was voluntary."""
    course = operators.spells(run, monthly)
    free = next((spell for spell in course if spell.free), None)
    if free is None or run.manifest.months < 2:
        return
    drawn = [
        [EnrolledShare((each.month + 1) / YEAR, each.share, operator.kind == "state") for each in enrolled]
        for spell in course
        for operator in spell.operators
        if (enrolled := spell.enrolled[operator.id])
    ]
    shares = {each.title: operators.last_share(free, each.id) for each in free.operators}
    joined = listing([f"{percent(share)} had joined {title}" for title, share in shares.items()])
    yield Picture(
        name="enrolment",
        finding=f"While participation was voluntary, {_most_joined(list(shares.values()))}",
        legend=(
            "Share of adults with a score, month by month, from ", Swatch("accent", "the state"), " and from ",
            Swatch("cool", "private operators"), ".",
        ),
        caption=f"After {span(free.end - free.first)} of voluntary participation, {joined}. How many people join for a "
        "perk is fitted to the 100 million people whom Sesame scored in June 2017 (R). How many join because their "
        "friends did is assumed.",
        charts=lambda width: [enrolment(drawn, width)],
    )  # fmt: skip


def _most_joined(shares: list[float]) -> str:
    """Say how many had joined the larger operator."""
    most = max(shares)
    return "nobody joined" if most == 0 else f"{one_in(most)} adults joined the larger operator"


def _scores(run: Run, monthly: Monthly) -> Iterator[Picture]:
    columns = [monthly.course(f"score-p{k}").values for k in (5, 25, 50, 75, 95)]
    months = monthly.course("score-p50").months
    spreads = [Spread((month + 1) / YEAR, *points) for month, *points in zip(months, *columns, strict=True)]
    if len(spreads) < 2:
        return
    bands = [Threshold(each.title, each.at_least) for each in run.regime.file.bands]
    first, last = spreads[0], spreads[-1]
    yield Picture(
        name="scores",
        finding=findings.spread(spreads),
        legend=(
            "Scores in points, month by month: the median (line), ", Swatch("half", "half of all people"), " and ",
            Swatch("most", "90 % of all people"), " with a score.",
        ),
        caption=f"The median went from {first.p50:.0f} to {last.p50:.0f}. After the first month 90 % of scores were "
        f"between {first.p5:.0f} and {first.p95:.0f}; at the end they were between {last.p5:.0f} and {last.p95:.0f}.",
        charts=lambda width: [scores(spreads, bands, width)],
    )  # fmt: skip


def _truth(people: pl.DataFrame) -> Iterator[Picture]:
    rows, correlation = standings.rank_by_trust(people), standings.agreement(people)
    if len(rows) < 3:
        return
    low, high = standings.misplaced(people)
    yield Picture(
        name="truth",
        finding=findings.agreement(correlation),
        legend=(
            "Public rank (per cent of people below) of people of similar trustworthiness: the median (line) and ",
            Swatch("most", "half of them"), ".",
        ),
        caption=f"Of the most trustworthy tenth, {percent(low)} are in the lower half of the rank; of the least "
        f"trustworthy tenth, {percent(high)} are in the upper half. The rank correlation is {correlation or 0:.2f}. "
        "Trustworthiness is a fixed trait that only the simulation knows.",
        charts=lambda width: [truth(rows, width)],
    )  # fmt: skip


def _refusals(run: Run, requests: list[Decided]) -> Iterator[Picture]:
    rows = [
        RefusalShare(each.title, fifth, of.gate_share, of.place_share)
        for each in requests
        for fifth, of in ((k + 1, each.of[name]) for k, name in enumerate(FIFTHS))
    ]
    if not any(row.by_gate or row.no_place for row in rows):
        return
    gated = any(row.by_gate for row in rows)
    by_score, no_place = Swatch("accent", "because of the score"), Swatch("cool", lacks(run.society.file.decisions))
    finding = findings.widest_gap(requests) or "what was refused, by income"
    yield Picture(
        name="refusals",
        finding=f"{finding[:1].upper()}{finding[1:]}",
        legend=(
            "Share of requests refused ", *((by_score, " or ") if gated else ()), no_place,
            ", for each fifth of incomes, the poorest at the top.",
        ),
        caption="Thresholds, fixed places and the terms of markets are assumed; who is refused more often is a result "
        "of the simulation. The table below gives every figure.",
        description=_in_figures(requests),
        charts=lambda width: [refusals(rows, width)],
    )  # fmt: skip


def _in_figures(requests: list[Decided]) -> str:
    shares = [
        f"{each.title} {percent(each.of[POOREST].share)} and {percent(each.of[RICHEST].share)}" for each in requests
    ]
    return f"Share of requests refused to the poorest and to the richest fifth: {listing(shares)}."


def _moves(run: Run, people: pl.DataFrame) -> Iterator[Picture]:
    bands = run.regime.file.bands
    moved, titles = standings.moves(people, [each.id for each in bands]), [each.title for each in bands]
    if not moved or run.manifest.months <= YEAR:
        return
    down, up = _directions(moved)
    finding = (
        findings.staying(moved, titles)
        or f"{percent(down)} of people end in a lower score band than after the first year"
    )
    yield Picture(
        name="moves",
        finding=f"{finding[:1].upper()}{finding[1:]}",
        legend=(
            "Each row: the people in one band after the first year, and the share of them in each band at the end, ",
            Swatch("accent", "lower"), " or ", Swatch("cool", "higher"), " than before.",
        ),
        caption=f"Of the people with a score at both times, {percent(down)} moved to a lower band and {percent(up)} to "
        "a higher one. The others are in the same band.",
        charts=lambda width: [moves(moved, titles, width)],
    )  # fmt: skip


def _directions(moved: list[Move]) -> tuple[float, float]:
    """The shares of people who end in a lower band, and in a higher one."""
    whole = sum(move.people for move in moved)
    down = sum(move.people for move in moved if move.after < move.before)
    return down / whole, sum(move.people for move in moved if move.after > move.before) / whole


def _ties(people: pl.DataFrame) -> Iterator[Picture]:
    rows = standings.ties_by_rank(people)
    if len(rows) < 3:
        return
    yield Picture(
        name="ties",
        finding=findings.ties(rows),
        legend=(
            "Above: mean number of close ties, by rank. Below: the mean score of people's friends and their own score.",
        ),
        caption=_ends(rows),
        charts=lambda width: [ties(rows, width), friends(rows, width)],
    )


def _ends(rows: list[TiesByRank]) -> str:
    low, high = rows[0], rows[-1]
    return (
        f"The lowest-ranked people have {decimal(low.ties)} close ties, and friends with a mean score of "
        f"{low.friends:.0f}. The highest-ranked have {decimal(high.ties)}, and friends with a mean score of "
        f"{high.friends:.0f}."
    )


def _work(monthly: Monthly) -> Iterator[Picture]:
    rates = {
        name: [Unemployed((m + 1) / YEAR, name, 1 - v) for m, v in zip(*monthly.course("employed", group), strict=True)]
        for name, group in (("poorest fifth", POOREST), ("richest fifth", RICHEST))
    }
    if min(len(course) for course in rates.values()) < 2:
        return
    poor, rich = (1 - (monthly.last_year("employed", group) or 0.0) for group in (POOREST, RICHEST))
    unit = "year" if monthly.years() else "month"
    yield Picture(
        name="work",
        finding=_unemployment(poor, rich),
        legend=("Unemployment rate, month by month: the share of people of working age who want work and have none.",),
        caption=f"In the last {unit} it was {percent(poor)} in the poorest fifth and {percent(rich)} in the richest. "
        "The number of jobs is fitted so that about 5 % are unemployed where there is no score.",
        charts=lambda width: [work(rates, width)],
    )


def _unemployment(poor: float, rich: float) -> str:
    """Say which end of incomes is unemployed more often, from the two rates."""
    if abs(poor - rich) < 0.005:
        return "Unemployment is about equal in the poorest and the richest fifth"
    first, second = ("poorest", "richest") if poor > rich else ("richest", "poorest")
    return f"At the end unemployment is higher in the {first} fifth than in the {second}"

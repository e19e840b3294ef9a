"""What happened to these synthetic people, in five to eight sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from counterscore.regime.phases import phase_in, rules
from counterscore.report.run import operators
from counterscore.report.run import reproduce as again
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import POOREST, RICHEST, Decided, decided
from counterscore.report.text.numbers import change, count, decimal, listing, one_in, percent, span, times

if TYPE_CHECKING:
    from counterscore.regime.schema import Score
    from counterscore.run.reading import Run

MENTIONED, ENOUGH = 3, 30


def sentences(run: Run, beside: bool = False) -> list[str]:
    """Return five to eight plain sentences: the people, phases, the score, refusals, work, lists, ties, conduct.

    Where there are phases to tell of, ties are left to the pictures. A single world says what happened, not what the
    score did: for that it takes a twin world; `beside` says that one is shown beside it, so that nobody is told how to
    make it.

    >>> from counterscore.run.simulate import Society, Regime, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False)
    >>> sentences(run)[1]
    'Nobody was watched, rated or ranked: whatever was scarce went by income, savings, age, months in work and chance.'
    """
    monthly, requests = Monthly(run.months), decided(run)
    phases = list(operators.told(run, monthly))
    return [
        *_lived(run, monthly),
        *phases,
        *(_scores(run, monthly) if monthly.has("score") else _without(run) if not phases else []),
        *_refused(requests),
        *_fifths(requests),
        *_work(monthly),
        *_lists(run, monthly),
        *(_ties(run, monthly) if not phases or not monthly.has("score") else []),
        *_protected(run, monthly, beside),
    ]


def _lived(run: Run, monthly: Monthly) -> Iterator[str]:
    made, title = run.manifest, run.regime.file.regime.title
    under = f"under the rules “{title}”" if made.regime.id != again.NONE else "without any score"
    births, deaths = monthly.total("births"), monthly.total("deaths")
    born = f"{count(births, 'child was', 'children were') if births else 'nobody was'} born"
    died = f"{count(deaths, 'person', 'people') if deaths else 'nobody'} died"
    yield f"{made.citizens:,} synthetic people lived {span(made.months)} {under}; {born} and {died}."


def _without(run: Run) -> Iterator[str]:
    if run.regime.file.partners:
        yield "People were watched, but nobody's score ever moved."
        return
    yield (
        "Nobody was watched, rated or ranked: whatever was scarce went by income, savings, age, months in work "
        "and chance."
    )


def _scores(run: Run, monthly: Monthly) -> Iterator[str]:
    score, middle = _scale(run), monthly.last("score-p50")
    if score is None or middle is None:
        return
    low, high, bottom = (monthly.last(f"score-p{k}") or middle for k in (25, 75, 5))
    moved = middle - score.base
    way = f"{count(abs(moved), 'point')} {'above' if moved > 0 else 'below'}" if round(moved) else "at"
    yield (
        f"The median score ended at {middle:.0f}, {way} the {score.base:g} at which everybody starts; the middle half "
        f"lies between {low:.0f} and {high:.0f}, and one in 20 is below {bottom:.0f}."
    )


def _scale(run: Run) -> Score | None:
    """The scale of the score that stands at the end."""
    last = phase_in(run.regime.file, run.manifest.months - 1)
    return rules(run.regime.file, last).score if last else None


def _refused(requests: list[Decided]) -> Iterator[str]:
    often = [each for each in requests if each.all.asked >= ENOUGH]
    gated = _most(often, lambda each: each.all.gate_share)
    scarce = _most(often, lambda each: each.all.place_share)
    if gated:
        others = listing([percent(each.all.place_share) for each in gated])
        shares = _shares([(each, each.all.gate_share) for each in gated])
        yield f"The score turned down {shares}; for another {others}{_in_order(gated)} no place was left."
    elif scarce:
        yield f"No place was left for {_shares([(each, each.all.place_share) for each in scarce])}."
    else:
        asked, refused = sum(each.all.asked for each in requests), sum(each.all.refused for each in requests)
        were = {0: "none was", 1: "one was"}.get(refused, f"{count(refused)} were")
        yield f"Of {count(asked, 'request')} for whatever is scarce, {were} refused."


def _most(requests: list[Decided], share: Callable[[Decided], float]) -> list[Decided]:
    """The few decisions with the largest share, those with none left out."""
    return sorted((each for each in requests if share(each)), key=share, reverse=True)[:MENTIONED]


def _shares(of: list[tuple[Decided, float]]) -> str:
    (first, share), *rest = of
    words = [f"{percent(share)} of requests for {first.title}"]
    return listing(words + [f"{percent(share)} for {each.title}" for each, share in rest])


def _in_order(mentioned: list[Decided]) -> str:
    return ", in that order," if len(mentioned) > 1 else ""


def _fifths(requests: list[Decided]) -> Iterator[str]:
    compared = [each for each in requests if min(each.of[POOREST].asked, each.of[RICHEST].asked) >= ENOUGH]
    widest = max(compared, key=lambda each: abs(each.gap), default=None)
    if widest is None or not (widest.of[POOREST].refused and widest.of[RICHEST].refused):
        return
    poor, rich = widest.of[POOREST], widest.of[RICHEST]
    alone = f"; by the score alone {percent(poor.gate_share)}, against {percent(rich.gate_share)}"
    gate = alone if poor.by_gate or rich.by_gate else ""
    yield (
        f"The poorest fifth was refused {widest.title} {times(poor.share / rich.share)} as the richest "
        f"({percent(poor.share)} of requests, against {percent(rich.share)}{gate})."
    )


def _work(monthly: Monthly) -> Iterator[str]:
    first, last, long = monthly.first_year("employed"), monthly.last_year("employed"), monthly.last("long-jobless")
    if first is None or last is None:
        return
    waiting = f"; at the end {one_in(long)} had been without for two years or more" if long else ""
    if len(monthly.course("employed").values) == 1:
        yield f"Of those of working age who want work, {percent(last)} had it{waiting}."
        return
    yield (
        f"The share in work, of those of working age who want it, {change(first, last)}: {percent(first)} at the start "
        f"and {percent(last)} at the end{waiting}."
    )


def _lists(run: Run, monthly: Monthly) -> Iterator[str]:
    lists = [(each.title.split(":")[0], monthly.last(f"listed:{each.id}")) for each in run.regime.file.lists]
    on = [f"{one_in(share)} on the {title}" for title, share in lists if share]
    if on:
        on[0] = on[0].replace(" on the ", " stood on the ", 1)
        yield f"Of those with a score, {listing(on)} at the end."
    elif any(share is not None for _, share in lists):
        yield "At the end nobody stood on a list."


def _ties(run: Run, monthly: Monthly) -> Iterator[str]:
    living = run.people.filter("alive")
    now = decimal(float(living["ties"].sum()) / max(len(living), 1))
    before, likeness = monthly.course("ties").values, monthly.course("score-across-ties").values
    number = f"{decimal(before[0])} close ties after a year and {now}" if len(before) > 1 else f"{now} close ties"
    alike = f"; the scores of friends correlate by {likeness[-1]:.2f}" if likeness else ""
    yield f"On average people had {number} at the end{alike}."


def _protected(run: Run, monthly: Monthly, beside: bool) -> Iterator[str]:
    first, last = protected_acts(run, monthly)
    months = len(monthly.course("adults").values)
    command = f"; {_question(run, monthly)} takes a twin world: {again.command(run, again.other_regime(run))}"
    twin = "." if beside else command
    if months == 1:
        yield f"In that month every hundred adults did {last:.0f} lawful acts that the law protects{twin}"
        return
    when = ("in the first year", "in the last") if monthly.years() else ("in the first month", "in the last")
    yield (
        f"Lawful acts that the law protects, from worship to criticism, {change(first, last)}: {first:.0f} for every "
        f"hundred adults a month {when[0]}, {last:.0f} {when[1]}{twin}"
    )


def _question(run: Run, monthly: Monthly) -> str:
    """What this world alone cannot tell."""
    if run.manifest.regime.id == again.NONE:
        return "what a score would change"
    return f"whether {'the score' if monthly.has('score') else 'watching people'} did this"


def protected_acts(run: Run, monthly: Monthly) -> tuple[float, float]:
    """Return how many protected acts a hundred adults did in a month, at the start and at the end."""
    protected = [each.id for each in run.society.file.activities if each.law == "protected"]
    first = sum(monthly.first_year(f"acts:{each}") or 0.0 for each in protected)
    last = sum(monthly.last_year(f"acts:{each}") or 0.0 for each in protected)
    return 100 * first, 100 * last

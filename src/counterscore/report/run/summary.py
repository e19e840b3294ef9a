"""What happened to these synthetic people, in five to eight findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from counterscore.regime.phases import phase_in, rules
from counterscore.report.run import operators, reproduce
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import POOREST, RICHEST, Decided, decided
from counterscore.report.text.numbers import change, count, decimal, listing, one_in, percent, span, times
from counterscore.report.text.regimes import name, under

if TYPE_CHECKING:
    from counterscore.regime.schema import Score
    from counterscore.run.reading import Run

MENTIONED, ENOUGH = 3, 30
NOTABLE = 0.01  # share of requests from which a second reason is mentioned


def sentences(run: Run, beside: bool = False) -> list[str]:
    """Return five to eight findings: the people, phases, the score, refusals, work, lists, ties, protected acts.

    Each is a sentence or a few. Where there are phases to report, ties are left to the pictures. A single world says
    what happened, not what the score caused. For that, the last finding ends in the command that simulates the twin.
    `beside`: a twin is shown beside this world, so that nobody needs the command.

    >>> from counterscore import Regime, Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False)
    >>> sentences(run)[1]
    'Nobody was watched, rated or ranked: income, savings, age, months in work and chance decided who got what.'
    """
    monthly, requests = Monthly(run.months), decided(run)
    phases = list(operators.sentences(run, monthly))
    return [
        *_people(run, monthly),
        *phases,
        *(_scores(run, monthly) if monthly.has("score") else _without(run) if not phases else []),
        *_refused(requests),
        *_fifths(requests),
        *_work(monthly),
        *_lists(run, monthly),
        *(_ties(run, monthly) if not phases or not monthly.has("score") else []),
        *_protected(run, monthly, beside),
    ]


def _people(run: Run, monthly: Monthly) -> Iterator[str]:
    made = run.manifest
    births, deaths = monthly.total("births"), monthly.total("deaths")
    born = f"{count(births, 'child was', 'children were') if births else 'nobody was'} born"
    died = f"{count(deaths, 'person', 'people') if deaths else 'nobody'} died"
    people = f"{made.citizens:,} synthetic people were simulated for {span(made.months)} {under(name(run.regime))}"
    yield f"{people}. In that time {born} and {died}."


def _without(run: Run) -> Iterator[str]:
    if run.regime.file.partners:
        yield "People were watched, but nobody's score ever changed."
        return
    yield ("Nobody was watched, rated or ranked: income, savings, age, months in work and chance decided who got what.")


def _scores(run: Run, monthly: Monthly) -> Iterator[str]:
    score, middle = _scale(run), monthly.last("score-p50")
    if score is None or middle is None:
        return
    low, high, bottom = (monthly.last(f"score-p{k}") or middle for k in (25, 75, 5))
    moved = middle - score.base
    way = f"{count(abs(moved), 'point')} {'above' if moved > 0 else 'below'}" if round(moved) else "the same as"
    yield (
        f"The median score was {middle:.0f} at the end, {way} the starting score of {score.base:g}. Half of all scores "
        f"were between {low:.0f} and {high:.0f}. One person in 20 was below {bottom:.0f}."
    )


def _scale(run: Run) -> Score | None:
    """The scale of the score in force at the end."""
    last = phase_in(run.regime.file, run.manifest.months - 1)
    return rules(run.regime.file, last).score if last else None


def _refused(requests: list[Decided]) -> Iterator[str]:
    often = [each for each in requests if each.all.asked >= ENOUGH]
    gated = _most(often, lambda each: each.all.gate_share)
    scarce = _most(often, lambda each: each.all.place_share)
    if gated:
        yield " ".join(map(_gated, gated))
    elif scarce:
        yield f"{_scarce(scarce[:2])}."
    else:
        asked, refused = sum(each.all.asked for each in requests), sum(each.all.refused for each in requests)
        were = {0: "none was", 1: "one was"}.get(refused, f"{count(refused)} were")
        yield f"Of {count(asked, 'request')} for something scarce, {were} refused."


def _gated(each: Decided) -> str:
    """How many requests for one thing the score refused, and how many found no place, post or lender."""
    places = f" and {percent(each.all.place_share)} {each.lack}" if each.all.place_share >= NOTABLE else ""
    gate = percent(each.all.gate_share)
    return f"Of requests for {each.title}, {gate} were refused because of the score{places}."


def _scarce(mentioned: list[Decided]) -> str:
    (first, *rest) = mentioned
    words = [f"{percent(first.all.place_share)} of requests for {first.title} were refused {first.lack}"]
    return listing(words + [f"{percent(each.all.place_share)} of those for {each.title} {each.lack}" for each in rest])


def _most(requests: list[Decided], share: Callable[[Decided], float]) -> list[Decided]:
    """The few decisions with the largest share, those with none left out."""
    return sorted((each for each in requests if share(each)), key=share, reverse=True)[:MENTIONED]


def _fifths(requests: list[Decided]) -> Iterator[str]:
    compared = [each for each in requests if min(each.of[POOREST].asked, each.of[RICHEST].asked) >= ENOUGH]
    widest = max(compared, key=lambda each: abs(each.gap), default=None)
    if widest is None or not (widest.of[POOREST].refused and widest.of[RICHEST].refused):
        return
    poor, rich = widest.of[POOREST], widest.of[RICHEST]
    yield (
        f"The poorest fifth was refused {widest.title} {times(poor.share / rich.share)} as the richest fifth: "
        f"{percent(poor.share)} of requests, compared with {percent(rich.share)}."
        f"{_by_score(poor.gate_share, rich.gate_share)}"
    )


def _by_score(poor: float, rich: float) -> str:
    """What the score alone refused to the two ends of incomes; nothing where it refused nobody."""
    if not poor and not rich:
        return ""
    return (
        f" The score alone refused {percent(poor)} of the requests of the poorest and {percent(rich)} of the richest."
    )


def _work(monthly: Monthly) -> Iterator[str]:
    first, last, long = monthly.first_year("employed"), monthly.last_year("employed"), monthly.last("long-jobless")
    if first is None or last is None:
        return
    waiting = f" At the end, {one_in(long)} had been unemployed for two years or more." if long else ""
    if len(monthly.course("employed").values) == 1:
        yield f"The employment rate was {percent(last)}.{waiting}"
        return
    yield f"The employment rate {_moved(percent(first), percent(last), change(first, last), monthly)}.{waiting}"


def _moved(first: str, last: str, way: str, monthly: Monthly) -> str:
    """How a figure moved from the start of a run to its end: years where the run is long enough."""
    unit = "year" if monthly.years() else "month"
    if way == "hardly changed":
        return f"{way}: it was {first} in the first {unit} and {last} in the last"
    return f"{way} from {first} in the first {unit} to {last} in the last"


def _lists(run: Run, monthly: Monthly) -> Iterator[str]:
    lists = [(each.title.split(":")[0], monthly.last(f"listed:{each.id}")) for each in run.regime.file.lists]
    on = [f"{one_in(share)} was {_on(title)}" for title, share in lists if share]
    if on:
        more = [f" {each[:1].upper()}{each[1:]}." for each in on[2:]]
        yield f"Of the people with a score, {listing(on[:2])} at the end.{''.join(more)}"
    elif any(share is not None for _, share in lists):
        yield "At the end nobody was on a list."


def _on(title: str) -> str:
    """That somebody is on a list, which may be called one or not.

    >>> _on("grey list"), _on("the city's list"), _on("defaulters")
    ('on the grey list', "on the city's list", 'on the list “defaulters”')
    """
    if "list" not in title:
        return f"on the list “{title}”"
    return f"on {title}" if title.startswith("the ") else f"on the {title}"


def _ties(run: Run, monthly: Monthly) -> Iterator[str]:
    living = run.people.filter("alive")
    now = decimal(float(living["ties"].sum()) / max(len(living), 1))
    before, alike = monthly.course("ties").values, monthly.course("score-across-ties").values
    earlier = f", compared with {decimal(before[0])} after the first year" if len(before) > 1 else ""
    correlation = f" The correlation between friends' scores was {alike[-1]:.2f}." if alike else ""
    yield f"At the end people had {now} close ties on average{earlier}.{correlation}"


def _protected(run: Run, monthly: Monthly, beside: bool) -> Iterator[str]:
    first, last = protected_acts(run, monthly)
    command = reproduce.command(run, reproduce.other_regime(run))
    twin = "" if beside else f" {_question(run, monthly)}, run: {command}"
    acts = "acts that the law protects, such as worship and criticism"
    if len(monthly.course("adults").values) == 1:
        yield f"In that month 100 adults did {last:.0f} {acts}.{twin}"
        return
    start = f"{first:.0f} per 100 adults a month"
    yield f"The number of {acts}, {_moved(start, f'{last:.0f}', change(first, last), monthly)}.{twin}"


def _question(run: Run, monthly: Monthly) -> str:
    """What this world alone cannot answer."""
    if run.manifest.regime.id == reproduce.NONE:
        return "To see what a score would change"
    return f"To see whether {'the score' if monthly.has('score') else 'watching people'} caused this"


def protected_acts(run: Run, monthly: Monthly) -> tuple[float, float]:
    """Return how many protected acts 100 adults did in a month, at the start and at the end."""
    protected = [each.id for each in run.society.file.activities if each.law == "protected"]
    first = sum(monthly.first_year(f"acts:{each}") or 0.0 for each in protected)
    last = sum(monthly.last_year(f"acts:{each}") or 0.0 for each in protected)
    return 100 * first, 100 * last

"""The tables of a report: what was requested and refused, and how groups fare at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from counterscore.report.page.model import Table
from counterscore.report.run import operators
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import POOREST, RICHEST, Decided, since
from counterscore.report.text.answers import lacks
from counterscore.report.text.numbers import span

if TYPE_CHECKING:
    from counterscore.run.reading import Run

GROUPS = {
    "all": "everybody",
    "income-1": "poorest fifth",
    "income-5": "richest fifth",
    "urban": "urban residents",
    "rural": "rural residents",
    "minority": "minority",
    "majority": "majority",
    "trust-1": "least trustworthy fifth",
    "trust-5": "most trustworthy fifth",
}


def share(value: float) -> str:
    """Write a share with one digit, so that a column lines up."""
    return f"{100 * value:.1f}\N{NARROW NO-BREAK SPACE}%"


def mean(value: float) -> str:
    """Write a mean with one digit."""
    return f"{value:.1f}"


def whole(value: float) -> str:
    """Write a count."""
    return f"{value:,.0f}"


# Measure of the table `months`, its head, how it is written.
COLUMNS: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("adults", "adults", whole),
    ("score", "mean score", mean),
    ("listed", "on a list for a low score", share),
    ("idle", "unemployed", share),
    ("home-owner", "own their home", share),
    ("ties", "close ties", mean),
)


def refused(run: Run, requests: Sequence[Decided]) -> Table:
    """Return the table of decisions: the number of requests, and what share was refused, to whom and why."""
    gated = any(each.all.by_gate for each in requests)
    listed = any(each.all.by_list or each.all.for_relative for each in requests)
    heads = ["decision", "requests", *["refused because of the score"] * gated]
    heads += ["of these, own listing", "relative's listing"] * listed + [
        f"refused {lacks(run.society.file.decisions)}",
        "months refused",
    ]
    rows = [
        [each.title, whole(each.all.asked), *[share(each.all.gate_share)] * gated, *_by_lists(each) * listed,
         share(each.all.place_share), mean(each.all.lasts), share(each.of[POOREST].share),
         share(each.of[RICHEST].share)]
        for each in requests
    ]  # fmt: skip
    market = any(each.matching for each in run.society.file.decisions)
    put_in = "Places per month and thresholds are assumed" if gated else "Places per month are assumed"
    jobs = (
        "how many jobs there are follows from a market fitted to unemployment"
        if market
        else "the number of jobs is fitted"
    )
    note = f"{_while(run)} Emergent. {put_in}; {jobs}."
    heads += ["refused, poorest fifth", "refused, richest fifth"]
    return _table("Requests and refusals", note, heads, rows)


def _by_lists(decided: Decided) -> list[str]:
    """Shares of requests refused because the person, or a relative, is on a list."""
    asked = max(decided.all.asked, 1)
    return [share(decided.all.by_list / asked), share(decided.all.for_relative / asked)]


def _while(run: Run) -> str:
    """Which months a table of requests covers."""
    first = since(run)
    return "All months." if first == 0 else f"From month {first} on, under the rules in force at the end."


def enrolment(run: Run, monthly: Monthly) -> Iterator[Table]:
    """Give the table of operators: when each scored how many, and the mean score; none without phases."""
    course = operators.spells(run, monthly)
    if len(course) < 2 and not any(spell.free for spell in course):
        return
    rows = [
        [
            operator.title, f"{spell.first} to {spell.end - 1}", spell.phase.participation,
            share(operators.first_share(spell, operator.id)), share(operators.last_share(spell, operator.id)),
            _mean_of(spell.enrolled[operator.id]),
        ]
        for spell in course
        for operator in spell.operators
    ]  # fmt: skip
    note = f"Shares of adults with a score. {_came_and_went(monthly)}Emergent; the attraction of perks is fitted."
    heads = ["operator", "months", "participation", "enrolled at first", "at the end", "mean score"]
    yield _table("Who had a score with which operator", note, heads, rows)


def _mean_of(course: Sequence[operators.Enrolment]) -> str:
    return mean(course[-1].mean) if course and course[-1].mean is not None else "none"


def _came_and_went(monthly: Monthly) -> str:
    joined, left = monthly.total("joined"), monthly.total("left")
    return (
        f"While participation was voluntary, people joined {joined:,} times and left {left:,} times. " if joined else ""
    )


def staying_out(run: Run, monthly: Monthly) -> Iterator[Table]:
    """Give the table of what it cost not to join, for what an operator has a perk; none without a voluntary phase."""
    free = next((spell for spell in operators.spells(run, monthly) if spell.free), None)
    eased = operators.staying_out(run, free) if free else []
    rows = [
        [each.title, whole(each.of[operators.OUTSIDE].asked), share(each.of[operators.OUTSIDE].share),
         whole(each.of[operators.INSIDE].asked), share(each.of[operators.INSIDE].share)]
        for each in eased
    ]  # fmt: skip
    note = (
        "Refusals by no gate while participation was voluntary. Members differ from others in more than their "
        "membership: only a twin world without perks shows what joining itself brings. Emergent; the size of perks is "
        "assumed."
    )
    heads = ["decision", "requests of non-members", "refused", "requests of members", "refused"]
    if rows:
        yield _table("What it cost not to join", note, heads, rows)


def groups(run: Run, monthly: Monthly) -> Table:
    """Return the table of groups at the end: scores, lists, work, homes and ties."""
    shown = [column for column in COLUMNS if _value(monthly, column[0], "all") is not None]
    rows = [
        [title, *(_written(monthly, measure, group, write) for measure, _, write in shown)]
        for group, title in GROUPS.items()
    ]
    title = f"Groups after {span(run.manifest.months)}"
    note = "Groups are fixed at the start; children are in their mother's group. Emergent."
    return _table(title, note, ["group", *(head for _, head, _ in shown)], rows)


def _table(title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table of figures: every column but the first is a number."""
    return Table(title=title, heads=heads, rows=rows, numbers=range(1, len(heads)), caption=note)


def _value(monthly: Monthly, measure: str, group: str) -> float | None:
    value = monthly.last("employed" if measure == "idle" else measure, group)
    return 1 - value if measure == "idle" and value is not None else value


def _written(monthly: Monthly, measure: str, group: str, write: Callable[[float], str]) -> str:
    value = _value(monthly, measure, group)
    return "none" if value is None else write(value)

"""The tables of a report: what was asked for and refused, and how groups stand at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from counterscore.report.page.table import PEOPLE, titled
from counterscore.report.run import operators
from counterscore.report.run.monthly import Monthly
from counterscore.report.run.requests import POOREST, RICHEST, Decided, since
from counterscore.report.text.numbers import span

if TYPE_CHECKING:
    from counterscore.run.reading import Run

GROUPS = {
    "all": "everybody",
    "income-1": "poorest fifth",
    "income-5": "richest fifth",
    "urban": "in town",
    "rural": "in the country",
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
    ("idle", "out of work", share),
    ("home-owner", "own their home", share),
    ("ties", "close ties", mean),
)


def refused(run: Run, requests: Sequence[Decided]) -> str:
    """Return the table of decisions: how often asked for, and what share was refused to whom and why."""
    gated = any(each.all.by_gate for each in requests)
    listed = any(each.all.by_list or each.all.for_relative for each in requests)
    heads = ["decision", "requests", *["refused by the score"] * gated]
    heads += ["of these by a list", "for a relative on one"] * listed + ["no place left", "months it lasts"]
    rows = [
        [each.title, whole(each.all.asked), *[share(each.all.gate_share)] * gated, *_by_lists(each) * listed,
         share(each.all.place_share), mean(each.all.lasts), share(each.of[POOREST].share),
         share(each.of[RICHEST].share)]
        for each in requests
    ]  # fmt: skip
    put_in = "places a month and thresholds are assumed" if gated else "places a month are assumed"
    note = f"{_while(run)} Emergent; {put_in}, job places fitted."
    heads += ["refused, poorest fifth", "refused, richest fifth"]
    return titled("What was asked for, and how often it was refused", f"{PEOPLE} {note}", heads, rows)


def _by_lists(decided: Decided) -> list[str]:
    """Shares of requests refused by a list on which one stands, and for a relative on one."""
    asked = max(decided.all.asked, 1)
    return [share(decided.all.by_list / asked), share(decided.all.for_relative / asked)]


def _while(run: Run) -> str:
    """Of which months a table of requests tells."""
    first = since(run)
    return "Over the whole time." if first == 0 else f"From month {first} on, under the rules that stand at the end."


def enrolment(run: Run, monthly: Monthly) -> str:
    """Return the table of operators: when each scored whom, the mean, and who came and went; nothing without phases."""
    course = operators.spells(run, monthly)
    if len(course) < 2 and not any(spell.free for spell in course):
        return ""
    rows = [
        [
            operator.title, f"{spell.first} to {spell.end - 1}", spell.phase.participation,
            share(operators.first_share(spell, operator.id)), share(operators.last_share(spell, operator.id)),
            _mean_of(spell.enrolled[operator.id]),
        ]
        for spell in course
        for operator in spell.operators
    ]  # fmt: skip
    note = f"Shares of adults with a score there. {_came_and_went(monthly)} Emergent; the pull of perks is fitted."
    heads = ["operator", "months", "participation", "enrolled at first", "in the end", "mean score"]
    return titled("Who had a score with whom", f"{PEOPLE} {note}", heads, rows)


def _mean_of(course: Sequence[operators.Enrolment]) -> str:
    return mean(course[-1].mean) if course and course[-1].mean is not None else "none"


def _came_and_went(monthly: Monthly) -> str:
    joined, left = monthly.total("joined"), monthly.total("left")
    return f"While one might stay out people joined {joined:,} times and left {left:,} times." if joined else ""


def staying_out(run: Run, monthly: Monthly) -> str:
    """Return the table of what staying out cost, for what an operator eases; nothing without a voluntary phase."""
    free = next((spell for spell in operators.spells(run, monthly) if spell.free), None)
    eased = operators.staying_out(run, free) if free else []
    rows = [
        [each.title, whole(each.of[operators.OUTSIDE].asked), share(each.of[operators.OUTSIDE].share),
         whole(each.of[operators.INSIDE].asked), share(each.of[operators.INSIDE].share)]
        for each in eased
    ]  # fmt: skip
    note = (
        "While one might stay out, for want of a place. Members differ from others in more than that: what joining "
        "itself brings takes a twin without perks. Emergent; how far a perk moves one up is assumed."
    )
    heads = ["decision", "requests of those outside", "refused", "requests of members", "refused"]
    return titled("What it cost to stay out", f"{PEOPLE} {note}", heads, rows) if rows else ""


def groups(run: Run, monthly: Monthly) -> str:
    """Return the table of groups at the end: how they stand in score, lists, work, homes and ties."""
    shown = [column for column in COLUMNS if _value(monthly, column[0], "all") is not None]
    rows = [
        [title, *(_written(monthly, measure, group, write) for measure, _, write in shown)]
        for group, title in GROUPS.items()
    ]
    title = f"How groups stand after {span(run.manifest.months)}"
    note = "Groups are fixed at the start; children belong to their mother's. Emergent."
    return titled(title, f"{PEOPLE} {note}", ["group", *(head for _, head, _ in shown)], rows)


def _value(monthly: Monthly, measure: str, group: str) -> float | None:
    value = monthly.last("employed" if measure == "idle" else measure, group)
    return 1 - value if measure == "idle" and value is not None else value


def _written(monthly: Monthly, measure: str, group: str, write: Callable[[float], str]) -> str:
    value = _value(monthly, measure, group)
    return "none" if value is None else write(value)

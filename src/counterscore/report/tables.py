"""The tables of a report: what was asked for and refused, and how groups stand at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from counterscore.report.monthly import Monthly
from counterscore.report.requests import POOREST, RICHEST, Decided
from counterscore.report.table import table
from counterscore.report.words import span

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


def refused(requests: Sequence[Decided]) -> str:
    """Return the table of decisions: how often asked for, and what share was refused to whom and why."""
    gated = any(each.all.by_gate for each in requests)
    heads = ["decision", "requests", *["refused by the score"] * gated, "no place left"]
    rows = [
        [each.title, whole(each.all.asked), *[share(each.all.gate_share)] * gated, share(each.all.place_share),
         share(each.of[POOREST].share), share(each.of[RICHEST].share)]
        for each in requests
    ]  # fmt: skip
    put_in = "places a month and thresholds are assumed" if gated else "places a month are assumed"
    note = f"Over the whole time. Emergent; {put_in}, job places fitted."
    heads += ["refused, poorest fifth", "refused, richest fifth"]
    return _titled("What was asked for, and how often it was refused", note, heads, rows)


def groups(run: Run, monthly: Monthly) -> str:
    """Return the table of groups at the end: how they stand in score, lists, work, homes and ties."""
    shown = [column for column in COLUMNS if _value(monthly, column[0], "all") is not None]
    rows = [
        [title, *(_written(monthly, measure, group, write) for measure, _, write in shown)]
        for group, title in GROUPS.items()
    ]
    title = f"How groups stand after {span(run.manifest.months)}"
    note = "Groups are fixed at the start; children belong to their mother's. Emergent."
    return _titled(title, note, ["group", *(head for _, head, _ in shown)], rows)


def _value(monthly: Monthly, measure: str, group: str) -> float | None:
    value = monthly.last("employed" if measure == "idle" else measure, group)
    return 1 - value if measure == "idle" and value is not None else value


def _written(monthly: Monthly, measure: str, group: str, write: Callable[[float], str]) -> str:
    value = _value(monthly, measure, group)
    return "none" if value is None else write(value)


def _titled(title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    numbers = range(1, len(heads))
    return f'<h3>{title}</h3>\n<p class="key">Synthetic people. {note}</p>\n{table(title, heads, rows, numbers)}'

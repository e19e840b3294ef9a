"""What people did about being watched and scored besides acting otherwise: the ways round the score, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterscore.report.page.table import PEOPLE, titled
from counterscore.report.run.monthly import Monthly
from counterscore.report.text.numbers import percent

if TYPE_CHECKING:
    from counterscore.run.reading import Run
    from counterscore.society.tactics import Tactic

DOES = {"hide": "acts go unseen", "stay-away": "acts are not done", "fake": "acts are on record that were not done"}
OVER = {"stakes": "what is at stake", "watched": "being watched"}


def ways_round(run: Run, monthly: Monthly) -> str:
    """Return the table of ways round the score that were of any use under these rules; nothing where none was."""
    rows = [_row(each, monthly) for each in run.society.file.responses.tactics if monthly.has(f"way:{each.id}")]
    if not rows:
        return ""
    heads = ["way", "what it does", "over", "use, first year", "last year", "acts faked"]
    return titled("How people went round it", f"{PEOPLE} {_note(monthly)}", heads, rows, words=2)


def _row(way: Tactic, monthly: Monthly) -> list[str | None]:
    course = f"way:{way.id}"
    use = [monthly.first_year(course), monthly.last_year(course)]
    faked = f"{monthly.total(f'faked:{way.id}'):,}" if way.kind == "fake" else None
    words = [None if each is None else percent(each) for each in use]
    return [way.title, DOES[way.kind], OVER[way.reacts_to], *words, faked]


def _note(monthly: Monthly) -> str:
    spent = monthly.last_year("spent-on-responses")
    cost = f"What people did about it cost an adult {spent:,.1f} a month at the end, in the society's money. "
    return (
        f"Use of a way, of 100 % at most, mean of adults while it is of any use. {cost if spent else ''}"
        "Strength and cost are assumed; how much it is used is emergent."
    )


def most_used(run: Run, monthly: Monthly) -> tuple[Tactic, float] | None:
    """Return the way that is used most at the end, and how much; None where no way is of any use."""
    used = [(each, monthly.last_year(f"way:{each.id}")) for each in run.society.file.responses.tactics]
    return max(((way, use) for way, use in used if use is not None), key=lambda pair: pair[1], default=None)

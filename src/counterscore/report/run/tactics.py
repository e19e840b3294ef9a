"""What people did about being watched and scored, other than behaving differently: their tactics, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.report.page.model import Cell, Table
from counterscore.report.run.monthly import Monthly
from counterscore.report.text.numbers import percent

if TYPE_CHECKING:
    from counterscore.run.reading import Run
    from counterscore.society.tactics import Tactic

DOES = {"hide": "acts go unseen", "stay-away": "acts are not done", "fake": "acts are recorded that were not done"}
REACTS_TO = {"stakes": "what is at stake", "watched": "being watched"}


def used(run: Run, monthly: Monthly) -> Iterator[Table]:
    """Yield the table of tactics that could have an effect under these rules, if there are any."""
    rows = [_row(each, monthly) for each in run.society.file.responses.tactics if monthly.has(f"way:{each.id}")]
    if not rows:
        return
    heads = ["tactic", "what it does", "in response to", "use, first year", "use, last year", "acts faked"]
    yield Table(
        title="How people evaded the score", heads=heads, rows=rows, numbers=range(3, len(heads)),
        caption=_caption(monthly),
    )  # fmt: skip


def _row(tactic: Tactic, monthly: Monthly) -> list[Cell]:
    course = f"way:{tactic.id}"
    use = [monthly.first_year(course), monthly.last_year(course)]
    faked = f"{monthly.total(f'faked:{tactic.id}'):,}" if tactic.kind == "fake" else None
    words = [None if each is None else percent(each) for each in use]
    return [tactic.title, DOES[tactic.kind], REACTS_TO[tactic.reacts_to], *words, faked]


def _caption(monthly: Monthly) -> str:
    spent = monthly.last_year("spent-on-responses")
    cost = f"At the end, tactics cost an adult {spent:,.1f} a month, in the society's currency. " if spent else ""
    return (
        f"Use is the mean over adults, from 0 to 100 %, in months when the tactic could have an effect. {cost}Strength "
        "and cost are assumed; how much a tactic is used is emergent."
    )


def most_used(run: Run, monthly: Monthly) -> tuple[Tactic, float] | None:
    """Return the tactic that is used most at the end, and how much; None if no tactic could have an effect."""
    found = [(each, monthly.last_year(f"way:{each.id}")) for each in run.society.file.responses.tactics]
    return max(
        ((tactic, use) for tactic, use in found if use is not None), key=lambda pair: pair[1], default=None
    )  # fmt: skip

"""Requests and refusals over a whole run, by decision and group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from counterscore.regime.phases import phase_in
from counterscore.report.text.answers import lack

if TYPE_CHECKING:
    from counterscore.run.reading import Run

POOREST, RICHEST = "income-1", "income-5"
FIFTHS = tuple(f"income-{k}" for k in range(1, 6))


class Requests(NamedTuple):
    """How often something was requested, and refused by the regime (gates, lists) or by what else clears the decision.

    `no_place`: how many found no place, no post or no lender. `by_list` and `for_relative`: how many the regime refused
    because the person, or a relative, was on a list.
    `months`: the total length of all refusals, in months.
    """

    asked: int
    by_gate: int
    no_place: int
    by_list: int = 0
    for_relative: int = 0
    months: int = 0

    @property
    def lasts(self) -> float:
        """Return the mean length of a refusal in months."""
        return self.months / self.refused if self.refused else 0.0

    @property
    def refused(self) -> int:
        """Return the number of refusals."""
        return self.by_gate + self.no_place

    @property
    def gate_share(self) -> float:
        """Return the share refused by the regime, 0 to 1."""
        return self.by_gate / self.asked if self.asked else 0.0

    @property
    def place_share(self) -> float:
        """Return the share that found no place, no post or no lender, 0 to 1."""
        return self.no_place / self.asked if self.asked else 0.0

    @property
    def share(self) -> float:
        """Return the share refused, 0 to 1."""
        return self.gate_share + self.place_share


class Decided(NamedTuple):
    """One decision over the whole run: its title, and the requests of everybody and of each group.

    `lack`: why requests are refused that no gate refuses, in words.
    """

    id: str
    title: str
    lack: str
    of: Mapping[str, Requests]

    @property
    def all(self) -> Requests:
        """Return the requests of everybody."""
        return self.of["all"]

    @property
    def gap(self) -> float:
        """Return the share refused in the poorest fifth minus that in the richest."""
        return self.of[POOREST].share - self.of[RICHEST].share


def since(run: Run) -> int:
    """Return the month from which the rules at the end are in force; 0 where they never began."""
    last = phase_in(run.regime.file, run.manifest.months - 1)
    return last.from_month if last else 0


def decided(run: Run, first: int | None = None, end: int | None = None) -> list[Decided]:
    """Return the requests for each decision that anybody asked for, in the order of the society.

    From month `first` up to `end`; without them, while the rules at the end were in force.
    """
    import polars as pl

    months = pl.col("month").is_between(since(run) if first is None else first, end or run.manifest.months, "left")
    totals = (
        run.decisions.filter(months)
        .group_by("decision", "group", maintain_order=True)
        .agg(
            pl.col("asked").sum(),
            pl.sum_horizontal("refused_by_gate", "refused_by_list", "refused_for_relative").sum(),
            pl.col("no_place", "refused_by_list", "refused_for_relative", "months_refused").sum(),
        )
    )
    requests = {(decision, group): Requests(*counts) for decision, group, *counts in totals.iter_rows()}
    groups = list(dict.fromkeys(group for _, group in requests))
    found = [
        Decided(id=each.id, title=each.title, lack=lack(each), of={group: requests[each.id, group] for group in groups})
        for each in run.society.file.decisions
    ]
    return [each for each in found if each.all.asked]

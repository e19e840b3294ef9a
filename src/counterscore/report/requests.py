"""Requests and refusals over a whole run, by decision and group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from counterscore.run.reading import Run

POOREST, RICHEST = "income-1", "income-5"
FIFTHS = tuple(f"income-{k}" for k in range(1, 6))


class Requests(NamedTuple):
    """How often something was asked for, and refused by the score's gate or for want of a place."""

    asked: int
    by_gate: int
    no_place: int

    @property
    def refused(self) -> int:
        """How many were refused in all."""
        return self.by_gate + self.no_place

    @property
    def gate_share(self) -> float:
        """Share refused by the gate."""
        return self.by_gate / self.asked if self.asked else 0.0

    @property
    def place_share(self) -> float:
        """Share refused for want of a place."""
        return self.no_place / self.asked if self.asked else 0.0

    @property
    def share(self) -> float:
        """Share refused."""
        return self.gate_share + self.place_share


class Decided(NamedTuple):
    """One decision over the whole run: its title, and the requests of everybody and of each group."""

    id: str
    title: str
    of: Mapping[str, Requests]

    @property
    def all(self) -> Requests:
        """The requests of everybody."""
        return self.of["all"]

    @property
    def gap(self) -> float:
        """How much larger a share of requests is refused to the poorest fifth than to the richest."""
        return self.of[POOREST].share - self.of[RICHEST].share


def decided(run: Run) -> list[Decided]:
    """Return what became of the requests for each decision that anybody asked for, in the order of the society."""
    import polars as pl

    totals = run.decisions.group_by("decision", "group", maintain_order=True).agg(
        pl.col("asked", "refused_by_gate", "no_place").sum()
    )
    requests = {(decision, group): Requests(*counts) for decision, group, *counts in totals.iter_rows()}
    groups = [group for decision, group in requests if decision == run.society.file.decisions[0].id]
    found = [
        Decided(each.id, each.title, {group: requests[each.id, group] for group in groups})
        for each in run.society.file.decisions
    ]
    return [each for each in found if each.all.asked]

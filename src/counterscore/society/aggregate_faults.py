"""What can be wrong with the aggregate tables of a society although each of the values, alone, is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.aggregates import FEWEST_IN_A_CELL, Aggregates, GroupTable

_ROUNDING = 0.01
_WHOLE = 100.0


def aggregate_complaints(tables: Aggregates) -> Iterator[Complaint]:
    """Give all that is wrong with the tables."""
    named = [(("aggregates", "groups", place, "id"), group.id) for place, group in enumerate(tables.groups)]
    yield from repeated(named)
    for place, group in enumerate(tables.groups):
        here = ("aggregates", "groups", place)
        yield from _rows(here, group, percentiles=tables.scale is not None)
        yield from _cells(here, group)


def _rows(here: Where, group: GroupTable, percentiles: bool) -> Iterator[Complaint]:
    for row, (low, high) in enumerate(pairwise(group.at), start=1):
        if low >= high:
            yield Complaint((*here, "at", row), "the scores of a table rise", f"more than {low:g}")
    for row, (low, high) in enumerate(pairwise(group.cumulative or ()), start=1):
        if low > high:
            yield Complaint((*here, "cumulative", row), "cumulative shares never fall", f"at least {low:g}")
    for row, value in enumerate(group.at):
        if percentiles and not 0 <= value <= _WHOLE:
            yield Complaint((*here, "at", row), "with a [aggregates.scale] a row stands at a percentile", "0 to 100")
        elif not percentiles and value <= 0:
            yield Complaint((*here, "at", row), "not a score that a table can hold", "more than 0")


def _cells(here: Where, group: GroupTable) -> Iterator[Complaint]:
    """No cell so small that it could be somebody, and the cells together are the group."""
    key = next(name for name in ("shares", "cumulative", "counts") if getattr(group, name) is not None)
    spread = group.spread()
    if abs(sum(spread) - 1) > _ROUNDING:
        yield Complaint((*here, key), f"the rows hold {sum(spread):.4f} of the group", "1, but for rounding")
    if group.counts is not None and sum(group.counts) != group.people:
        yield Complaint((*here, "people"), f"the counts add up to {sum(group.counts)}", str(sum(group.counts)))
    for row, share in enumerate(spread):
        people = share * group.people
        if people < FEWEST_IN_A_CELL:
            message = f"a cell of {people:.1f} people: merge it with the row beside it"
            yield Complaint((*here, key, row), message, f"at least {FEWEST_IN_A_CELL} people in every cell")

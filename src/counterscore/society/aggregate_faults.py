"""Checks of the aggregate tables of a society beyond those of single values."""

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
    """Yield everything that is wrong with the tables."""
    named = [(("aggregates", "groups", index, "id"), group.id) for index, group in enumerate(tables.groups)]
    yield from repeated(named)
    for index, group in enumerate(tables.groups):
        path = ("aggregates", "groups", index)
        yield from _rows(path, group, percentiles=tables.scale is not None)
        yield from _cells(path, group)


def _rows(path: Where, group: GroupTable, percentiles: bool) -> Iterator[Complaint]:
    for row, (low, high) in enumerate(pairwise(group.at), start=1):
        if low >= high:
            yield Complaint((*path, "at", row), "the scores of a table must increase", f"above {low:g}")
    for row, (low, high) in enumerate(pairwise(group.cumulative or ()), start=1):
        if low > high:
            yield Complaint((*path, "cumulative", row), "cumulative shares must not decrease", f"at least {low:g}")
    for row, value in enumerate(group.at):
        if percentiles and not 0 <= value <= _WHOLE:
            yield Complaint(
                (*path, "at", row), "with [aggregates.scale], the scores of a table are percentiles", "0 to 100"
            )
        elif not percentiles and value <= 0:
            yield Complaint((*path, "at", row), "scores in points must be positive", "above 0")


def _cells(path: Where, group: GroupTable) -> Iterator[Complaint]:
    """Yield cells so small that they could identify somebody, and whether the cells do not add up to the group."""
    key = next(name for name in ("shares", "cumulative", "counts") if getattr(group, name) is not None)
    spread = group.spread()
    if abs(sum(spread) - 1) > _ROUNDING:
        yield Complaint((*path, key), f"the shares of the rows add up to {sum(spread):.4f}", "1, up to rounding")
    if group.counts is not None and sum(group.counts) != group.people:
        yield Complaint((*path, "people"), f"the counts add up to {sum(group.counts)}", str(sum(group.counts)))
    for row, share in enumerate(spread):
        people = share * group.people
        if people < FEWEST_IN_A_CELL:
            message = f"this row holds only {people:.1f} people: merge it with a neighbouring row"
            yield Complaint((*path, key, row), message, f"at least {FEWEST_IN_A_CELL} people in every row")

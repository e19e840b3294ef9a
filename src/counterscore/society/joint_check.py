"""Compares synthetic people with published tables, those they were fitted to and those that were held out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.figure import Figure
from counterscore.society.measures import MEASURES
from counterscore.society.pool import cells_of, fitted_tables
from counterscore.society.population_schema import Target
from counterscore.society.published import PublishedFigure, PublishedTable, Use, published
from counterscore.society.sample import CheckSample, Mask
from counterscore.society.traits import BIT

# Largest error of a cell of a fitted table, as a share; and three standard errors of a share of one half among one
# household, of which few households may miss by more.
TOLERATED = 0.01
_THREE_ERRORS = 1.5
_NAMES = {
    "sex": ("men", "women"),
    "area": ("rural", "urban"),
    "active": ("outside the labour force", "in the labour force"),
    "education": ("primary or less", "junior secondary", "senior secondary", "tertiary"),
}
_UNITS = {"age": "aged {}", "size": "of size {}", "education": "{}"}


@dataclass(frozen=True)
class CellResult:
    """One cell of a table: published and synthetic value, as shares."""

    title: str
    published: float
    synthetic: float

    @property
    def error(self) -> float:
        """Return the synthetic minus the published share."""
        return self.synthetic - self.published


@dataclass(frozen=True)
class TableResult:
    """A published table next to the synthetic people, with its cells, and whether people were fitted to it.

    `tolerance`: of the largest error: one percentage point, or three standard errors of a half of the households.
    """

    id: str
    title: str
    source: str
    use: Use
    cells: list[CellResult]
    tolerance: float

    @property
    def largest(self) -> float:
        """Return the largest error of a cell, as a share."""
        return max(abs(cell.error) for cell in self.cells)

    @property
    def ok(self) -> bool:
        """Return whether the table was held out, or no cell misses by more than is tolerated."""
        return self.use != "fitted" or self.largest <= self.tolerance


@dataclass(frozen=True)
class FigureResult:
    """A published figure that was held out, and its value among the synthetic people."""

    id: str
    title: str
    source: str
    published: float
    synthetic: float


def table_results(sample: CheckSample) -> list[TableResult]:
    """Return the tables that the society is fitted to, then those held out; none without `population.joint`."""
    joint = sample.society.population.joint
    if joint is None:
        return []
    held_out = [table for table in published(joint.published).tables if table.use == "held-out"]
    return [_result(sample, table) for table in (*fitted_tables(sample.society.population), *held_out)]


def figure_results(sample: CheckSample) -> list[FigureResult]:
    """Return the published figures that were held out; none without `population.joint`."""
    joint = sample.society.population.joint
    figures = published(joint.published).figures if joint else []
    return [_figure(sample, figure) for figure in figures if figure.use == "held-out"]


def _figure(sample: CheckSample, figure: PublishedFigure) -> FigureResult:
    wanted = Figure(value=figure.value, source=figure.source)
    target = Target.model_construct(
        id=figure.id, title=figure.title, measure=figure.measure, value=wanted, among=[], among_not=[], having=[],
        lacking=[], ages=None, part=None,
    )  # fmt: skip
    return FigureResult(
        figure.id, figure.title, figure.source, figure.value, MEASURES[figure.measure](sample, target).value
    )


def _result(sample: CheckSample, table: PublishedTable) -> TableResult:
    values = columns_of(sample)
    counted = _counted(sample, table)
    cell = cells_of(table, {name: column[counted] for name, column in values.items()})
    now = np.bincount(cell[cell >= 0], minlength=len(table.cells)).astype(np.float64)
    synthetic, wanted = (_shares(table, np.asarray(row, np.float64)) for row in (now, table.cells))
    titles = _titles(table)
    cells = [CellResult(*row) for row in zip(titles, wanted.tolist(), synthetic.tolist(), strict=True)]
    households = int(np.asarray(sample.people.columns["household"])[-1]) + 1
    tolerance = max(TOLERATED, _THREE_ERRORS / households**0.5)
    return TableResult(table.id, table.title, table.source, table.use, cells, tolerance)


def columns_of(sample: CheckSample) -> dict[str, NDArray[np.int64]]:
    """Return the value of each dimension of a table by person."""
    columns = sample.people.columns
    bits, household = np.asarray(columns["bits"], np.uint32), np.asarray(columns["household"])
    size = np.bincount(household)[household]
    return {
        "age": sample.age,
        "sex": ((bits & BIT["female"]) != 0).astype(np.int64),
        "area": ((bits & BIT["urban"]) != 0).astype(np.int64),
        "active": ((bits & BIT["labour-force"]) != 0).astype(np.int64),
        "education": np.asarray(columns["education"], np.int64),
        "job": np.asarray(columns["job"], np.int64),
        "size": size.astype(np.int64),
    }


def _counted(sample: CheckSample, table: PublishedTable) -> Mask:
    inside = (sample.age >= table.ages[0]) & (sample.age < table.ages[1])
    if table.of == "households":
        return np.diff(np.asarray(sample.people.columns["household"]), prepend=-1) > 0
    return inside


def _shares(table: PublishedTable, counts: NDArray[np.float64]) -> NDArray[np.float64]:
    groups = int(np.prod(table.shape[: len(table.within)], dtype=np.int64))
    rows = counts.reshape(groups, -1)
    return (rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-300)).ravel()


def _titles(table: PublishedTable) -> list[str]:
    return [", ".join(labels) for labels in product(*(list(_labels(name, table)) for name in table.by))]


def _labels(name: str, table: PublishedTable) -> Iterator[str]:
    limits = next(groups for key, groups in table.groups.items() if key == name)
    names = _NAMES.get(name)
    for place, low in enumerate(limits):
        high = limits[place + 1] - 1 if place + 1 < len(limits) else None
        if names and (high == low or (high is None and low == len(names) - 1)):
            yield names[low]
        elif names and low == 0:
            yield f"up to {names[len(names) - 1 if high is None else high]}"
        elif names:
            yield f"{names[low]} {'or more' if high is None else 'to ' + names[high]}"
        else:
            text = str(low) if high == low else f"{low} and over" if high is None else f"{low} to {high}"
            yield _UNITS.get(name, "{}").format(text)

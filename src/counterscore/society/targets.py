"""Compares a society with published figures: are they consistent, and does a synthetic population match them?"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from counterscore.society.draw import draw
from counterscore.society.feasible import RELATIVE, Condition, conditions, verdict
from counterscore.society.joint_check import FigureResult, TableResult, figure_results, table_results
from counterscore.society.measures import MEASURES, Measure
from counterscore.society.sample import CheckSample

if TYPE_CHECKING:
    from counterscore.society.population_schema import SetAside, Target
    from counterscore.society.schema import SocietyFile

_STANDARD_ERRORS = 3


@dataclass(frozen=True)
class TargetResult:
    """The result for one target: published and synthetic value, and the largest error tolerated."""

    id: str
    title: str
    source: str
    published: float
    synthetic: float
    tolerance: float

    @property
    def error(self) -> float:
        """Return the synthetic minus the published value."""
        return self.synthetic - self.published

    @property
    def ok(self) -> bool:
        """Return whether the error is tolerated."""
        return abs(self.error) <= self.tolerance


@dataclass(frozen=True)
class Aside:
    """A published figure that is not a target, and what the targets imply about it."""

    title: str
    value: float
    source: str
    reason: str
    verdict: Condition | None


@dataclass(frozen=True)
class TargetReport:
    """The result of `check`: `conditions` on the targets, figures `set_aside`, and one row per target.

    `tables`: published tables, fitted and held out; `held_out`: published figures that were held out.
    """

    society: str
    citizens: int
    seed: int
    conditions: list[Condition]
    set_aside: list[Aside]
    rows: list[TargetResult]
    tables: list[TableResult] = field(default_factory=list[TableResult])
    held_out: list[FigureResult] = field(default_factory=list[FigureResult])

    @property
    def ok(self) -> bool:
        """Return whether the targets are consistent, rule out the figures set aside, and are met, as fitted tables."""
        verdicts = [aside.verdict for aside in self.set_aside if aside.verdict]
        return all(part.ok for part in (*self.conditions, *verdicts, *self.rows, *self.tables))

    def text(self) -> str:
        """Return the report as aligned plain text."""
        from counterscore.society.targets_text import text_of

        return text_of(self)


def check(society: SocietyFile, citizens: int | None = None, seed: int | None = None, threads: int = 1) -> TargetReport:
    """Return whether the targets are consistent and whether newly drawn synthetic people match them.

    `citizens` and `seed` are those of the society by default. An error is tolerated up to 2 % of the published value
    (or as much as the target says), or three standard errors clustered by household, whichever is larger. Raises
    ValueError for an unknown measure.
    """
    measures = [_measure(target) for target in society.targets]
    citizens = society.population.check.citizens if citizens is None else citizens
    seed = society.population.check.seed if seed is None else seed
    sample = CheckSample(society, draw(society, citizens, seed, threads, with_ties=False), seed)
    rows = [_row(sample, target, measure) for target, measure in zip(society.targets, measures, strict=True)]
    asides = [_aside(aside, society.targets) for aside in society.set_aside]
    return TargetReport(
        society.society.id, citizens, seed, conditions(society.targets), asides, rows, table_results(sample),
        figure_results(sample),
    )  # fmt: skip


def _measure(target: Target) -> Measure:
    if target.measure not in MEASURES:
        near = get_close_matches(target.measure, MEASURES, 1)
        hint = f"; did you mean {near[0]}?" if near else f"; allowed: {', '.join(MEASURES)}"
        raise ValueError(f"target {target.id}: there is no measure {target.measure}{hint}")
    return MEASURES[target.measure]


def _row(sample: CheckSample, target: Target, measure: Measure) -> TargetResult:
    value, influence = measure(sample, target)
    tolerance = max(
        (target.within or RELATIVE) * abs(target.value.value), _STANDARD_ERRORS * sample.standard_error(influence)
    )
    return TargetResult(target.id, target.title, _origin(target), target.value.value, value, tolerance)


def _origin(of: Target | SetAside) -> str:
    return of.value.source or of.value.assumption or of.value.fitted or ""


def _aside(aside: SetAside, targets: list[Target]) -> Aside:
    return Aside(aside.title, aside.value.value, _origin(aside), aside.reason, verdict(aside, targets))

"""Reading what a run has left."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.load import Regime
from counterscore.run import parquet
from counterscore.run.folder import Passing
from counterscore.run.manifest import NAME, Manifest
from counterscore.run.manifest import read as read_manifest
from counterscore.run.privacy import NAME as PRIVACY
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society

if TYPE_CHECKING:
    from counterscore.run.life import Citizen


_FIRMS = "firms.parquet"


def _of_kind(table: pl.DataFrame, kind: str) -> pl.DataFrame:
    return table.filter(pl.col("kind") == kind)


@dataclass(frozen=True)
class Run:
    """A run: its `folder`, the `manifest` of it, and its tables, read when they are first asked for.

    The columns of the tables are in the data dictionary of the documentation. Everybody in them is synthetic. A run
    that is held in memory has its `tables` by file name, and no folder.

    >>> from counterscore import Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=2, report=False)
    >>> run.people.filter(pl.col("id") < 100).height
    100
    >>> run.twin("citizen-score").manifest.regime.id
    'citizen-score'
    """

    folder: Path
    manifest: Manifest
    keeper: Passing | None = field(default=None, repr=False, compare=False)
    tables: Mapping[str, pl.DataFrame] | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Run:
        """Open a run folder, without reading its tables yet; raise a Problem if it is none. See `verify`."""
        path = Path(folder)
        return cls(path, read_manifest(path))

    @cached_property
    def register(self) -> pl.DataFrame:
        """The public register at the end: score, rank, band and lists of everybody alive. The firms': see `firms`."""
        return _of_kind(self.table("register.parquet"), "citizen")

    @cached_property
    def firms(self) -> pl.DataFrame:
        """Every firm: attributes, truth, standing in the firms' register, outcomes; no rows in a society without."""
        return self.table(_FIRMS) if _FIRMS in self.manifest.files else pl.DataFrame()

    @cached_property
    def people(self) -> pl.DataFrame:
        """Everybody who ever lived in the run: attributes, truth, outcomes."""
        return self.table("people.parquet")

    @cached_property
    def months(self) -> pl.DataFrame:
        """Measures by month and group."""
        return self.table("months.parquet")

    @cached_property
    def decisions(self) -> pl.DataFrame:
        """Requests and answers of citizens by month, decision and group."""
        return _of_kind(self.table("decisions.parquet"), "citizen")

    @cached_property
    def firm_decisions(self) -> pl.DataFrame:
        """Requests and answers of firms by month, decision and group."""
        return _of_kind(self.table("decisions.parquet"), "firm")

    @cached_property
    def operators(self) -> pl.DataFrame:
        """Enrolment and mean score by month and operator in force."""
        return self.table("operators.parquet")

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """Every change of the scores of the followed, and every answer they got."""
        return self.table("ledger.parquet")

    @cached_property
    def models(self) -> pl.DataFrame:
        """What a method other than the ledger found, by month; a Problem where the score is a ledger of points."""
        return self.table("models.parquet")

    @cached_property
    def privacy(self) -> pl.DataFrame:
        """What the watchers came to know, by month and watcher; no rows where nobody watched."""
        return self.table(PRIVACY) if PRIVACY in self.manifest.files else pl.DataFrame()

    @cached_property
    def society(self) -> Society:
        """The society that was run, from the manifest."""
        try:
            return self.manifest.society.society()
        except ValueError as error:
            raise self._spoilt("society", error) from None

    @cached_property
    def regime(self) -> Regime:
        """The regime that was run, from the manifest."""
        try:
            return self.manifest.regime.regime()
        except ValueError as error:
            raise self._spoilt("regime", error) from None

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario that was run, from the manifest."""
        return self.manifest.scenario(self.society, self.regime)

    def citizen(self, id: int) -> Citizen:
        """Return one life. For somebody who was not followed the run is repeated, to the same bits, in the same time.

        Raises a Problem for an id that nobody has.
        """
        from counterscore.run.life import citizen

        return citizen(self, id)

    def twin(self, regime: Regime | str) -> Run:
        """Return a run of the same people with the same random seeds under another regime, kept as long as the object.

        `regime`: itself, or by its name in the catalogue or a path. Raises a Problem if it cannot be used here.
        """
        from counterscore.run.simulate import simulate

        other = Regime.load(regime) if isinstance(regime, str) else regime
        return simulate(self.scenario.under(other), follow=self.manifest.followed)

    def unchanged(self, name: str) -> Path:
        """Return the path of a file of the run; raise a Problem if it is not the file that was written."""
        path = self.folder / name
        try:
            found = parquet.digest(path)
        except OSError as error:
            raise Problem(Fault(f"cannot be read: {error.strerror}", file=str(path))) from None
        if found != self.manifest.files.get(name):
            raise Problem(Fault("this is not the file that the run has written", file=str(path)))
        return path

    def table(self, name: str) -> pl.DataFrame:
        """Return a table as it was written, citizens and firms together, by its file name such as people.parquet.

        Raises a Problem for a file that was changed or is not there.
        """
        return pl.read_parquet(self.unchanged(name)) if self.tables is None else self.tables[name]

    def _spoilt(self, what: str, error: ValueError) -> Problem:
        reason = str(error).splitlines()[0]
        return Problem(Fault(f"the {what} in it cannot be used: {reason}", file=str(self.folder / NAME)))

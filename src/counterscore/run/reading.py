"""Read the results of a run."""

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
    """A run: its `folder`, its `manifest`, and its tables, each of which is read when it is first used.

    The data dictionary in the documentation describes the columns of the tables. Everybody in them is synthetic. A run
    in memory has no folder; its `tables` are stored by file name.

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
        """Return the run in a folder, without reading its tables yet; raise a Problem if it is not a run folder."""
        path = Path(folder)
        return cls(path, read_manifest(path))

    @cached_property
    def register(self) -> pl.DataFrame:
        """Return the register of citizens at the end: score, rank, band and lists of everybody alive."""
        return _of_kind(self.table("register.parquet"), "citizen")

    @cached_property
    def firms(self) -> pl.DataFrame:
        """Return every firm: attributes, true traits, entry in the register, outcomes; empty without firms."""
        return self.table(_FIRMS) if _FIRMS in self.manifest.files else pl.DataFrame()

    @cached_property
    def people(self) -> pl.DataFrame:
        """Return everybody who ever lived in the run: attributes, true traits, outcomes."""
        return self.table("people.parquet")

    @cached_property
    def months(self) -> pl.DataFrame:
        """Return the measures by month and group."""
        return self.table("months.parquet")

    @cached_property
    def decisions(self) -> pl.DataFrame:
        """Return the requests of citizens and the answers, by month, decision and group."""
        return _of_kind(self.table("decisions.parquet"), "citizen")

    @cached_property
    def firm_decisions(self) -> pl.DataFrame:
        """Return the requests of firms and the answers, by month, decision and group."""
        return _of_kind(self.table("decisions.parquet"), "firm")

    @cached_property
    def operators(self) -> pl.DataFrame:
        """Return enrolment and mean score, by month and operator in force."""
        return self.table("operators.parquet")

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """Return every score change of the people followed, and the answer to each of their requests."""
        return self.table("ledger.parquet")

    @cached_property
    def models(self) -> pl.DataFrame:
        """Return what the regime's models found, by month; raise a Problem if nothing was fitted."""
        return self.table("models.parquet")

    @cached_property
    def privacy(self) -> pl.DataFrame:
        """Return what data sources and operators learned about people, by month; empty if it was not measured."""
        return self.table(PRIVACY) if PRIVACY in self.manifest.files else pl.DataFrame()

    @cached_property
    def society(self) -> Society:
        """Return the society of the run, from its manifest."""
        try:
            return self.manifest.society.society()
        except ValueError as error:
            raise self._unusable("society", error) from None

    @cached_property
    def regime(self) -> Regime:
        """Return the regime of the run, from its manifest."""
        try:
            return self.manifest.regime.regime()
        except ValueError as error:
            raise self._unusable("regime", error) from None

    @cached_property
    def scenario(self) -> Scenario:
        """Return the scenario of the run, from its manifest."""
        return self.manifest.scenario(self.society, self.regime)

    def citizen(self, id: int) -> Citizen:
        """Return one citizen. For one who was not followed, the whole run is simulated again when the ledger is needed.

        Raises a Problem for an id that nobody has.
        """
        from counterscore.run.life import citizen

        return citizen(self, id)

    def twin(self, regime: Regime | str) -> Run:
        """Simulate the same people with the same random seeds under another regime, and return that run.

        `regime`: a regime, the name of one in the catalogue, or a path. The run is deleted with the object returned.
        Raises a Problem if the regime cannot be used.
        """
        from counterscore.run.simulate import simulate

        other = Regime.load(regime) if isinstance(regime, str) else regime
        return simulate(self.scenario.under(other), follow=self.manifest.followed)

    def unchanged(self, name: str) -> Path:
        """Return the path of a file of the run; raise a Problem if the file was changed or cannot be read."""
        path = self.folder / name
        try:
            found = parquet.digest(path)
        except OSError as error:
            raise Problem(Fault(f"cannot be read: {error.strerror}", file=str(path))) from None
        if found != self.manifest.files.get(name):
            raise Problem(
                Fault("this is not the file that the run wrote", file=str(path), allowed="the unchanged file")
            )
        return path

    def table(self, name: str) -> pl.DataFrame:
        """Return the table with this file name, such as people.parquet, with citizens and firms together.

        Raises a Problem if the file was changed or is missing.
        """
        return pl.read_parquet(self.unchanged(name)) if self.tables is None else self.tables[name]

    def _unusable(self, what: str, error: ValueError) -> Problem:
        reason = str(error).splitlines()[0]
        return Problem(Fault(f"the {what} in this manifest cannot be used: {reason}", file=str(self.folder / NAME)))

"""Check that the results in a run folder were not changed."""

from __future__ import annotations

import os
from dataclasses import replace

import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.run import decisions, months, operators, people
from counterscore.run.chronicle import Chronicle
from counterscore.run.reading import Run
from counterscore.run.world import new_world, run_world

_TABLES = (
    "register.parquet", "people.parquet", "months.parquet", "decisions.parquet", "operators.parquet", "ledger.parquet",
)  # fmt: skip


def verify(folder: str | os.PathLike[str]) -> Run:
    """Check a run folder and return the run.

    Computes the hashes of its files again, and simulates its people and their first month again from the random seeds,
    the society and the regime. Raises a Problem if a file was changed, or if a table does not match the simulation.

    >>> from tempfile import TemporaryDirectory
    >>> from counterscore import Regime, Society, simulate
    >>> with TemporaryDirectory() as parent:
    ...     made = simulate(
    ...         Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False,
    ...         out=f"{parent}/run",
    ...     )
    ...     verify(made.folder).manifest == made.manifest
    True
    """
    run = Run.open(folder)
    for name in sorted({*_TABLES, *run.manifest.files}):
        run.unchanged(name)
    first = replace(run.scenario, months=1)
    with new_world(first) as world:
        story = run_world(first, world)
    _same_people(run, story)
    _same_month(run, months.table(story, run.society.file, run.regime.file), "months.parquet")
    _same_month(run, decisions.table(story, run.society.file), "decisions.parquet")
    _same_month(run, operators.table(story), "operators.parquet")
    return run


def _same_people(run: Run, story: Chronicle) -> None:
    """Compare the fixed attributes of everybody drawn or born by the end of the first month."""
    drawn = pl.DataFrame(people.fixed(story.world, run.manifest.citizens)).drop(set(people.changing(run.society.file)))
    if drawn.columns != [name for name in run.people.columns if name in drawn.columns]:
        raise _other(run, "people.parquet")
    if not run.people.select(drawn.columns).head(len(drawn)).equals(drawn):
        raise _other(run, "people.parquet")


def _same_month(run: Run, first: pl.DataFrame, name: str) -> None:
    table = run.table(name)
    if table.columns != first.columns or not table.filter(pl.col("month") == 0).equals(first):
        raise _other(run, name)


def _other(run: Run, name: str) -> Problem:
    message = "this table is of other people: simulating the first month again gives different values"
    return Problem(Fault(message, file=str(run.folder / name)))

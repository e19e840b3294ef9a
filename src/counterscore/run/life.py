"""One citizen of a run: every change of the score, to the last thousandth, and every request with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.engine.scoring.account import OTHER, START
from counterscore.regime.phases import in_force, phase_in
from counterscore.run import ledger
from counterscore.run.world import new_world, run_world

if TYPE_CHECKING:
    from counterscore.run.reading import Run

_START = OTHER[START]


@dataclass(frozen=True)
class Citizen:
    """One synthetic citizen of a run. Citizens have numbers and no names.

    >>> from counterscore import Regime, Society, simulate
    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False)
    >>> run.citizen(7).about["id"]
    7
    >>> run.citizen(7).file()["score"] is None  # nobody is scored under this regime
    True
    """

    id: int
    run: Run

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """Return this citizen's rows of the ledger; if the citizen was not followed, the run is simulated again."""
        followed = self.run.manifest.followed
        rows = self.run.ledger if followed == "all" or self.id in followed else _again(self.run, self.id)
        return rows.filter(pl.col("id") == self.id)

    @property
    def about(self) -> dict[str, Any]:
        """Return this citizen's row of people.parquet, by column."""
        return self.run.people.row(self.id, named=True)

    def file(self) -> dict[str, Any]:
        """Return this life as a dict that fits JSON. `start` and the points of the changes sum to `score` exactly.

        `start`: the first score; None if the citizen never had one. `score`, `rank` and `band`: at the end; None for a
        citizen who is too young, dead or not a member. `of`: number of people in the ranking. `changes`: month, reason,
        activity, partner and points of each. `others`: `operator`, `start`, `score` (the last one) and `changes` of
        each operator that is no longer in force, or is one of several; a citizen who left has a last change that ends
        at 0. `decisions`: month, decision and answer of each request. Points have three decimals.
        """
        changes = self.ledger.filter(pl.col("decision").is_null())
        names, main = changes["operator"].unique(maintain_order=True).to_list(), self._main()
        account = _account(changes.filter(pl.col("operator") == (main or "")))
        return {
            "id": self.id,
            "start": account.pop("start"),
            **self._standing(),
            **account,
            "others": [
                {"operator": name, **_account(own), "score": _sum(own)}
                for name in names
                if name != main and len(own := changes.filter(pl.col("operator") == name))
            ],
            "decisions": self.ledger.filter(pl.col("decision").is_not_null())
            .select("month", "decision", answer="reason")
            .to_dicts(),
        }

    def _main(self) -> str | None:
        """Return the id of the operator whose score counts at the end; None if several private ones do, or none."""
        last = phase_in(self.run.regime.file, self.run.manifest.months - 1)
        operators = in_force(self.run.regime.file, last) if last else []
        alone = len(operators) == 1 or (operators and operators[0].kind == "state")
        return operators[0].id if alone else None

    def _standing(self) -> dict[str, Any]:
        register = self.run.register
        rows = register.filter(pl.col("id") == self.id).select("score", "rank", "band")
        score, rank, band = rows.row(0) if len(rows) else (None, None, None)
        return {"score": score, "rank": rank, "of": len(register) - register["score"].null_count(), "band": band}


def _account(changes: pl.DataFrame) -> dict[str, Any]:
    """Return the start of a score and every later change."""
    starts = changes["reason"] == _START
    first = starts.arg_max() if starts.any() else None
    later = changes if first is None else changes.filter(pl.int_range(pl.len()) != first)
    return {
        "start": None if first is None else changes["points"][first],
        "changes": later.select("month", "reason", "activity", "partner", "points").to_dicts(),
    }


def _sum(changes: pl.DataFrame) -> float:
    return round(int(changes["thousandths"].sum()) / 1000, 3)


def citizen(run: Run, id: int) -> Citizen:
    """Return one citizen of a run; raise a Problem for an id that nobody has."""
    last = len(run.people) - 1
    if not 0 <= id <= last:
        raise Problem(Fault("nobody in this run has this id", key="citizen", value=str(id), allowed=f"0 to {last}"))
    return Citizen(id, run)


def _again(run: Run, id: int) -> pl.DataFrame:
    """Return the ledger of a citizen who was not followed, by simulating the run again."""
    with new_world(run.scenario) as world:
        story = run_world(run.scenario, world, [id])
    return ledger.table(story, run.society.file, run.regime.file)

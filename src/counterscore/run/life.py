"""One life of a run: where the score came from, to the last thousandth, and what was asked for and answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.engine.book import OTHER, START
from counterscore.run import ledger
from counterscore.run.world import beginning, lived

if TYPE_CHECKING:
    from counterscore.run.reading import Run

_START = OTHER[START]


@dataclass(frozen=True)
class Citizen:
    """One synthetic citizen of a run, and this citizen's rows of the ledger."""

    id: int
    run: Run
    ledger: pl.DataFrame

    @property
    def about(self) -> dict[str, Any]:
        """This citizen's row of people.parquet, by column."""
        return self.run.people.row(self.id, named=True)

    def file(self) -> dict[str, Any]:
        """Return this life as JSON can hold it; points and `start` have three decimals and sum to `score` exactly.

        `score`, `rank` and `band` are None for who has no score at the end, being too young or dead; `start` is None
        for who never had one. `of`: how many stand in the ranking.
        """
        changes = self.ledger.filter(pl.col("decision").is_null())
        first = changes.filter(pl.col("reason") == _START)
        return {
            "id": self.id,
            "start": first["points"][0] if len(first) else None,
            **self._standing(),
            "changes": changes.filter(pl.col("reason") != _START)
            .select("month", "reason", "activity", "partner", "points")
            .to_dicts(),
            "decisions": self.ledger.filter(pl.col("decision").is_not_null())
            .select("month", "decision", answer="reason")
            .to_dicts(),
        }

    def _standing(self) -> dict[str, Any]:
        register = self.run.register
        rows = register.filter(pl.col("id") == self.id).select("score", "rank", "band")
        score, rank, band = rows.row(0) if len(rows) else (None, None, None)
        return {"score": score, "rank": rank, "of": len(register) - register["score"].null_count(), "band": band}


def citizen(run: Run, id: int) -> Citizen:
    """Return one life of a run, from its ledger or by living the world again."""
    last = len(run.people) - 1
    if not 0 <= id <= last:
        raise Problem(
            Fault("there is no such citizen in this run", key="citizen", value=str(id), allowed=f"0 to {last}")
        )
    followed = run.manifest.followed
    rows = run.ledger if followed == "all" or id in followed else _again(run, id)
    return Citizen(id, run, rows.filter(pl.col("id") == id))


def _again(run: Run, id: int) -> pl.DataFrame:
    """The ledger of somebody who was not followed."""
    setting = run.setting
    with beginning(setting) as world:
        story = lived(setting, world, [id], lambda tick: None)
    return ledger.table(story, setting.society.file, setting.regime.file)

"""The folder of a comparison: the twins of each replicate, saved as they are done, and effects.parquet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.protocol import Measure
from counterscore.run import parquet
from counterscore.run.manifest import versions
from counterscore.run.scenario import Scenario
from counterscore.study.comparison.pair import Pair
from counterscore.study.result_cache import key_of

EFFECTS, SEEDS, MARK = "effects.parquet", "seeds", "compare.json"


@dataclass(frozen=True)
class ComparisonCache:
    """A folder, or None to save nothing; `key` identifies all that the twins depend on, except their seeds."""

    folder: Path | None
    key: str

    @classmethod
    def open(
        cls, out: str | os.PathLike[str] | None, first: Scenario, second: Scenario, chosen: Sequence[Measure]
    ) -> ComparisonCache:
        """Open a folder that is new, empty, or holds a comparison. Raises a Problem if it holds anything else."""
        of_no_seed = [each.with_people(0).with_seed(0).key for each in (first, second)]
        key = key_of(versions()["sources"], *of_no_seed, [measure.id for measure in chosen])
        if out is None:
            return cls(None, key)
        folder = Path(out)
        if folder.exists() and not folder.is_dir():
            raise Problem(Fault("this is a file, not a folder", file=str(folder)))
        ours = (SEEDS, EFFECTS, MARK)
        if folder.is_dir() and any(folder.iterdir()) and not any((folder / name).exists() for name in ours):
            allowed = "a new or empty folder, or one with a comparison"
            raise Problem(Fault("the folder holds something else", file=str(folder), allowed=allowed))
        (folder / SEEDS).mkdir(parents=True, exist_ok=True)
        return cls(folder, key)

    def _path(self, people_seed: int, seed: int) -> Path | None:
        return self.folder / SEEDS / f"{self.key}-{people_seed}-{seed}.npz" if self.folder else None

    def get(self, scenario: Scenario) -> Pair | None:
        """Return the twins of a replicate; None if they were not saved."""
        path = self._path(scenario.people_seed, scenario.seed)
        return Pair.load(path) if path and path.exists() else None

    def add(self, pair: Pair) -> None:
        """Save the twins of a replicate."""
        if path := self._path(int(pair.people_seed[0]), int(pair.seed[0])):
            pair.save(path)

    def finish(self, pairs: Sequence[Pair], measures: Sequence[Measure]) -> None:
        """Write effects.parquet, and delete twins of another comparison or of another version of the code.

        The other twins stay, so that the same comparison with a report or pictures need not simulate them again.
        """
        if self.folder:
            parquet.write(table(pairs, measures), self.folder / EFFECTS)
            for path in (self.folder / SEEDS).iterdir():
                if not path.name.startswith(self.key):
                    path.unlink()


def table(pairs: Sequence[Pair], measures: Sequence[Measure]) -> pl.DataFrame:
    """Return effects.parquet: a row for each replicate, measure, and person to whom it applies in both worlds."""
    names = [measure.id for measure in measures]
    parts = [_part(pair, place) for pair in pairs for place in range(len(names))] or [_EMPTY]
    which = np.repeat(np.tile(np.arange(len(names)), len(pairs)), [len(part) for part in parts] if names else [])
    whole = pl.concat(parts).with_columns(
        measure=pl.Series(names, dtype=pl.String).gather(which), difference=pl.col("a") - pl.col("b")
    )
    return whole.select("people_seed", "seed", "id", "measure", "a", "b", "difference")


_EMPTY = pl.DataFrame(
    schema={"people_seed": pl.Int64, "seed": pl.Int64, "id": pl.Int32, "a": pl.Float32, "b": pl.Float32}
)


def _part(pair: Pair, place: int) -> pl.DataFrame:
    first, second = pair.first[place], pair.second[place]
    known = ~(np.isnan(first) | np.isnan(second))
    people_seed, seed = (np.full(int(known.sum()), each[0], np.int64) for each in (pair.people_seed, pair.seed))
    columns = {"id": pair.id[known], "a": first[known], "b": second[known]}
    return pl.DataFrame({"people_seed": people_seed, "seed": seed, **columns})

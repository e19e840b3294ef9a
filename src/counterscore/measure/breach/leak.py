"""What leaks: the whole register, or else every profile, and the records of a share of the people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.chance.philox import fill
from counterscore.chance.purposes import LEAK
from counterscore.measure.breach.records import LeakedRecords, records_of
from counterscore.run.reading import Run

_EXACT = 2**32


@dataclass(frozen=True, eq=False)
class Leak:
    """The leaked data.

    `lines`: one entry per citizen, with region, score, band and lists for a register, or the region for profiles.
    `people`: everybody's attributes. `records`: what is on record about everybody whose records leak. `leaked`: the ids
    of these people, ascending; for profiles, of those about whom anything is on record.
    """

    lines: pl.DataFrame
    people: pl.DataFrame
    records: LeakedRecords
    leaked: Ints

    @property
    def register(self) -> bool:
        """Return whether a register with scores leaks, rather than profiles."""
        return "score" in self.lines.columns


def leak(run: Run, share: float) -> Leak:
    """Return the leak of a run: its register or profiles, with the records of a `share` of the people.

    The run is simulated again to obtain the records.
    """
    register = run.register.drop_nulls("score")
    return _profiles(run, share) if register.is_empty() else _register(run, register, share)


def _register(run: Run, register: pl.DataFrame, share: float) -> Leak:
    out = _drawn(register["id"].to_numpy(), share, run.scenario.seed)
    return Leak(register, run.people, records_of(run, out, rated=True).records(), out)


def _profiles(run: Run, share: float) -> Leak:
    """Return a leak of profiles; people without any record have none."""
    adults = run.people.filter(pl.col("alive") & (pl.col("age") >= run.society.file.population.grown_up.value))
    out = _drawn(adults["id"].to_numpy(), share, run.scenario.seed)
    recorded = records_of(run, out, rated=False)
    lines = adults.filter(pl.Series(recorded.known[adults["id"].to_numpy()])).select("id", "region")
    return Leak(lines, run.people, recorded.records(), out[recorded.known[out]])


def _drawn(ids: NDArray[np.integer], share: float, seed: int) -> Ints:
    """Return the ids of those whose records leak, ascending."""
    words = np.empty((4, len(ids)), np.uint32)
    fill(ids.astype(np.uint32), 0, LEAK, 0, np.uint64(seed), words[0], words[1], words[2], words[3])
    return np.sort(ids[words[0] < np.uint64(round(share * _EXACT))]).astype(np.int32)

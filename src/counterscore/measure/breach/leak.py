"""What leaks: the whole register, or else every profile, and the records of a share of the people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.chance.philox import fill
from counterscore.chance.purposes import LEAK
from counterscore.measure.breach.profiles import records_of
from counterscore.run import ledger
from counterscore.run.reading import Run
from counterscore.run.world import new_world, run_world

# Records of at most so many people are simulated again; a sample of the leak gives the same picture.
MOST = 1_000
_EXACT = 2**32


@dataclass(frozen=True)
class Leak:
    """The leaked data.

    `lines`: one entry per citizen, with region, score, band and lists for a register, or the region for profiles.
    `people`: everybody's attributes. `leaked`: ids, ascending, of a sample of at most MOST of the `total` people whose
    records leak. `acts`: recorded acts of the sample: id, month, activity.
    """

    lines: pl.DataFrame
    people: pl.DataFrame
    acts: pl.DataFrame
    leaked: list[int]
    total: int

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
    leaked = sorted(out[:MOST].tolist())
    return Leak(register, run.people, _ledger(run, leaked), leaked, len(out))


def _profiles(run: Run, share: float) -> Leak:
    """Return a leak of profiles; people without any record have none."""
    adults = run.people.filter(pl.col("alive") & (pl.col("age") >= run.society.file.population.grown_up.value))
    out = _drawn(adults["id"].to_numpy(), share, run.scenario.seed)
    recorded = records_of(run, np.sort(out[:MOST]))
    lines = adults.filter(pl.Series(recorded.known[adults["id"].to_numpy()])).select("id", "region")
    leaked = sorted(out[:MOST][recorded.known[out[:MOST]]].tolist())
    return Leak(lines, run.people, recorded.acts(), leaked, int(recorded.known[out].sum()))


def _drawn(ids: NDArray[np.integer], share: float, seed: int) -> Ints:
    """Return the ids of those whose records leak, in random order."""
    words = np.empty((4, len(ids)), np.uint32)
    fill(ids.astype(np.uint32), 0, LEAK, 0, np.uint64(seed), words[0], words[1], words[2], words[3])
    out = words[0] < np.uint64(round(share * _EXACT))
    return ids[out][np.argsort(words[1][out], kind="stable")].astype(np.int32)


def _ledger(run: Run, leaked: list[int]) -> pl.DataFrame:
    """Return the acts in these people's ledgers: id, month, activity."""
    with new_world(run.scenario) as world:
        story = run_world(run.scenario, world, leaked)
    whole = ledger.table(story, run.society.file, run.regime.file)
    return whole.filter(pl.col("reason") == "act").select("id", "month", "activity").unique(maintain_order=True)

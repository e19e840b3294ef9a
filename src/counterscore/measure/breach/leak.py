"""What leaks: the whole register or, where there is none, every profile; and what was recorded of a share of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.chance.philox import fill
from counterscore.chance.purposes import LEAK
from counterscore.measure.breach.profiles import watch_again
from counterscore.run import ledger
from counterscore.run.reading import Run
from counterscore.run.world import new_world, run_world

# Of more people than these the records are not made again: a sample of the leak tells the same.
MOST = 1_000
_EXACT = 2**32


@dataclass(frozen=True)
class Leak:
    """What is out: `lines`, one a citizen; `people`, who they are; `acts`, what is on record of `leaked`.

    A line of a register holds region, score, band and lists; one of a profile, the region. `leaked`: ids, ascending, a
    sample of at most MOST of the `total` whose records are out.
    """

    lines: pl.DataFrame
    people: pl.DataFrame
    acts: pl.DataFrame
    leaked: list[int]
    total: int

    @property
    def register(self) -> bool:
        """Whether a register leaks, in which people have scores."""
        return "score" in self.lines.columns


def leak(run: Run, share: float) -> Leak:
    """Return the leak of a run: of its register with the ledger of a `share` of those in it, or of profiles likewise.

    The run is repeated to find what was recorded.
    """
    register = run.register.drop_nulls("score")
    return _profiles(run, share) if register.is_empty() else _register(run, register, share)


def _register(run: Run, register: pl.DataFrame, share: float) -> Leak:
    out = _drawn(register["id"].to_numpy(), share, run.scenario.seed)
    leaked = sorted(out[:MOST].tolist())
    return Leak(register, run.people, _ledger(run, leaked), leaked, len(out))


def _profiles(run: Run, share: float) -> Leak:
    """Of whom nothing was recorded there is no profile."""
    grown = run.people.filter(pl.col("alive") & (pl.col("age") >= run.society.file.population.grown_up.value))
    out = _drawn(grown["id"].to_numpy(), share, run.scenario.seed)
    watched = watch_again(run, np.sort(out[:MOST]))
    lines = grown.filter(pl.Series(watched.known[grown["id"].to_numpy()])).select("id", "region")
    leaked = sorted(out[:MOST][watched.known[out[:MOST]]].tolist())
    return Leak(lines, run.people, watched.acts(), leaked, int(watched.known[out].sum()))


def _drawn(ids: NDArray[np.integer], share: float, seed: int) -> Ints:
    """Return those whose records leak, in the order in which a sample takes them."""
    words = np.empty((4, len(ids)), np.uint32)
    fill(ids.astype(np.uint32), 0, LEAK, 0, np.uint64(seed), words[0], words[1], words[2], words[3])
    out = words[0] < np.uint64(round(share * _EXACT))
    return ids[out][np.argsort(words[1][out], kind="stable")].astype(np.int32)


def _ledger(run: Run, leaked: list[int]) -> pl.DataFrame:
    """The acts in the ledger of these people: id, month, activity."""
    with new_world(run.scenario) as world:
        story = run_world(run.scenario, world, leaked)
    whole = ledger.table(story, run.society.file, run.regime.file)
    return whole.filter(pl.col("reason") == "act").select("id", "month", "activity").unique(maintain_order=True)

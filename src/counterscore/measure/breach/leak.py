"""What leaks: the whole register, and the ledger of a share of the grown-ups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from counterscore.chance.philox import fill
from counterscore.chance.purposes import LEAK
from counterscore.run import ledger
from counterscore.run.reading import Run
from counterscore.run.world import beginning, lived

# Of more people than these the ledger is not made again: a sample of the leak tells the same.
MOST = 1_000
_EXACT = 2**32


@dataclass(frozen=True)
class Leak:
    """What is out: `register`, one line a citizen with a score; `people`, who they are; `acts`, the ledger of `leaked`.

    `leaked`: ids, ascending, a sample of at most MOST of the `total` whose ledger is out.
    """

    register: pl.DataFrame
    people: pl.DataFrame
    acts: pl.DataFrame
    leaked: list[int]
    total: int


def leak(run: Run, share: float) -> Leak:
    """Return the leak of a run: its register, and the ledger of a `share` of those in it, lived again for it."""
    register = run.register.drop_nulls("score")
    ids = register["id"].to_numpy().astype(np.uint32)
    words = np.empty((4, len(ids)), np.uint32)
    fill(ids, 0, LEAK, 0, np.uint64(run.manifest.seed), words[0], words[1], words[2], words[3])
    out = ids[words[0] < np.uint64(round(share * _EXACT))]
    order = np.argsort(words[1][words[0] < np.uint64(round(share * _EXACT))], kind="stable")
    leaked = sorted(int(each) for each in out[order[:MOST]])
    return Leak(register, run.people, _acts(run, leaked), leaked, len(out))


def _acts(run: Run, leaked: list[int]) -> pl.DataFrame:
    """The acts in the ledger of these people: id, month, activity."""
    setting = run.setting
    with beginning(setting) as world:
        story = lived(setting, world, leaked, lambda tick: None)
    whole = ledger.table(story, setting.society.file, setting.regime.file)
    return whole.filter(pl.col("reason") == "act").select("id", "month", "activity").unique(maintain_order=True)

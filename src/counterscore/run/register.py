"""register.parquet: the public register at the end of a run."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.scale import rung
from counterscore.engine.scoring.rank import ranks
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from counterscore.run.firms.register import rows
from counterscore.society.traits import BIT


def table(world: World, regime: RegimeFile) -> pl.DataFrame:
    """Return register.parquet: everybody alive, by id, then the firms. Without a score there is no rank and no band.

    If several private operators are in force at the end, no single score is a person's, and the register contains none.
    """
    rules, regime = world.latest, regime if world.latest.banded else regime.model_copy(update={"bands": []})
    state, people = world.state, world.people
    alive = np.flatnonzero(state.bits[:people] & np.uint32(BIT["alive"]))
    score = state.score[alive] if rules.one_score else np.zeros(len(alive), np.int32)
    citizens = pl.DataFrame(
        {
            "id": alive.astype(np.int32),
            "kind": pl.repeat("citizen", len(alive), eager=True),
            "score": points(score, int(rules.scale.lowest)),
            "rank": _ranks(score, int(rules.scale.top)),
            "band": bands(score, regime),
            "lists": _lists(state.terms[:, alive], score, regime),
            "region": state.region[alive],
        }
    )
    firms = rows(world, regime)
    return citizens if firms is None else pl.concat([citizens, firms])


def points(rungs: NDArray[np.integer], lowest: int) -> pl.Series:
    """Return rungs as points, with three decimals; null without a score. `lowest`: rung 1 in thousandths of a point."""
    return pl.Series(np.where(rungs > 0, np.round((rungs.astype(np.int64) + (lowest - 1)) / 1000, 3), np.nan)).fill_nan(
        None
    )


def lines(regime: RegimeFile) -> Ints:
    """Return the first rung of each band."""
    lowest = regime.score.lowest if regime.score else 0.0
    return np.array([rung(band.at_least, lowest) for band in regime.bands], np.int32)


def bands(rungs: Ints, regime: RegimeFile) -> pl.Series:
    """Return the band of each rung; null without a score or a band."""
    if not regime.bands:
        return pl.repeat(None, len(rungs), dtype=pl.String, eager=True)
    names = pl.Series([*(band.id for band in regime.bands), None], dtype=pl.String)
    place = np.searchsorted(lines(regime), rungs, side="right") - 1
    return names.gather(np.where(rungs > 0, place, len(regime.bands)))


def _ranks(score: Ints, top: int) -> pl.Series:
    counts = np.bincount(score, minlength=top + 1).astype(np.int32)
    rank = np.zeros(len(score), np.int32)
    ranks(counts, score, rank)
    return pl.Series(rank).replace(0, None)


def _lists(terms: NDArray[np.uint8], score: Ints, regime: RegimeFile) -> pl.Series:
    """Return the ids of the lists that each person is on."""
    on = (terms > 0) & (score > 0)
    combination = (on << np.arange(len(terms))[:, None]).sum(axis=0, dtype=np.int64)
    names = [listing.id for listing in regime.lists]
    sets = [[name for k, name in enumerate(names) if code >> k & 1] for code in range(1 << len(names))]
    return pl.Series(sets, dtype=pl.List(pl.String)).gather(combination)

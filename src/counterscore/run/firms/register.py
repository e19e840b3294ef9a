"""The firms' part of the public register, and the firms' scores in points and bands."""

from __future__ import annotations

import numpy as np
import polars as pl

from counterscore.chance.kernel import Ints
from counterscore.engine.core.scale import rung
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.rank import ranks
from counterscore.engine.world import World
from counterscore.regime.firms import FirmRules
from counterscore.regime.schema import RegimeFile


def rows(world: World, regime: RegimeFile) -> pl.DataFrame | None:
    """Return register.parquet's rows of firms in the market, by id; None in a world without firms."""
    firms = world.firms
    if firms is None:
        return None
    every = pl.DataFrame(
        {
            "id": np.arange(firms.count, dtype=np.int32),
            "kind": pl.repeat("firm", firms.count, eager=True),
            **standing(firms, regime.firms or FirmRules()),
            "region": world.state.region[firms.owner],
        }
    )
    return every.filter(pl.Series(firms.trading))


def standing(firms: Firms, rules: FirmRules) -> dict[str, pl.Series]:
    """Return score, rank, band and lists of every firm; all but the lists are null without a score."""
    return {
        "score": points(firms.score, rules),
        "rank": pl.Series(ranks(firms.score)).replace(0, None),
        "band": _bands(firms.score, rules),
        "lists": _lists(firms, rules),
    }


def points(rungs: Ints, rules: FirmRules) -> pl.Series:
    """Return rungs as points, with three decimals; null without a score."""
    lowest = round(rules.score.lowest * 1000) if rules.score else 0
    found = np.where(rungs > 0, np.round((rungs.astype(np.int64) + (lowest - 1)) / 1000, 3), np.nan)
    return pl.Series(found).fill_nan(None)


def lines(rules: FirmRules) -> Ints:
    """Return the first rung of each band."""
    lowest = rules.score.lowest if rules.score else 0.0
    return np.array([rung(band.at_least, lowest) for band in rules.bands], np.int32)


def _bands(rungs: Ints, rules: FirmRules) -> pl.Series:
    names = pl.Series([*(band.id for band in rules.bands), None], dtype=pl.String)
    if not rules.bands:
        return pl.repeat(None, len(rungs), dtype=pl.String, eager=True)
    place = np.searchsorted(lines(rules), rungs, side="right") - 1
    return names.gather(np.where(rungs > 0, place, len(rules.bands)))


def _lists(firms: Firms, rules: FirmRules) -> pl.Series:
    names = [entry.id for entry in rules.lists]
    on = [[name for k, name in enumerate(names) if firms.terms[k, f] > 0] for f in range(firms.count)]
    return pl.Series(on, dtype=pl.List(pl.String))

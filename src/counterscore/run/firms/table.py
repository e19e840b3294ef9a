"""firms.parquet: the attributes of every firm, what only the simulation knows about it, and its outcomes."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from counterscore.engine.firms.company import TRADING, Firms
from counterscore.engine.world import World
from counterscore.regime.firms import FirmRules
from counterscore.regime.schema import RegimeFile
from counterscore.run.firms.register import standing
from counterscore.society.firms_schema import FirmsSpec


def table(world: World, spec: FirmsSpec, regime: RegimeFile) -> pl.DataFrame | None:
    """Return firms.parquet: one row for each firm that was in the market in month 0 or later, in the order of ids.

    None in a world without firms.
    """
    firms = world.firms
    if firms is None:
        return None
    every = pl.DataFrame(
        {
            **_attributes(firms, spec, world),
            **standing(firms, regime.firms or FirmRules()),
            "dragged": firms.by_owner > 0,
            **{name: firms.outcomes[name].astype(np.int32) for name in firms.outcomes},
            **_decided(firms, spec),
            **(_ended(firms) if spec.turnover else {}),
        }
    )
    return every.filter(pl.Series(firms.closed >= 0))


def _attributes(firms: Firms, spec: FirmsSpec, world: World) -> dict[str, Any]:
    return {
        "id": np.arange(firms.count, dtype=np.int32),
        "sector": pl.Series([sector.id for sector in spec.sectors]).gather(firms.sector),
        "size": pl.Series([size.id for size in spec.sizes]).gather(firms.size),
        "region": world.state.region[firms.owner],
        "owner": firms.owner,
        "founded": firms.founded,
        "honesty": firms.honesty,
        "honesty_fifth": (firms.cell // len(spec.sizes) + 1).astype(np.uint8),
        "contracts": np.diff(firms.offsets).astype(np.int32),
        "workers": firms.workers,
        "posts": firms.posts,
        "demand": firms.demand,
        "reserves": firms.reserves,
        "stakes": firms.stakes,
    }


def _ended(firms: Firms) -> dict[str, pl.Series]:
    """Return when each firm left the market, null for one that is still in it, and whether it failed."""
    return {
        "closed": pl.Series(firms.closed).replace(int(TRADING), None),
        "failed": pl.Series(firms.failed > 0),
    }


def _decided(firms: Firms, spec: FirmsSpec) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int32]]]:
    """Return each firm's requests and refusals since month 0, by decision."""
    counts = (("asked", firms.asked), ("denied", firms.denied))
    return {
        f"{word}_{decision.id.replace('-', '_')}": count[place].astype(np.int32)
        for place, decision in enumerate(spec.decisions)
        for word, count in counts
    }

"""What the page asks for: a scenario within the limits of the page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from counterscore.catalogue.find import Kind, names
from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.catalogue.read import of_data
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.run.scenario import CITIZENS, MONTHS, SEED, Scenario
from counterscore.society.load import Society

MOST_CITIZENS, MOST_MONTHS = 100_000, 480
LARGEST_SEED = 2**53 - 1  # the largest whole number that a browser holds exactly


class Order(BaseModel):
    """A scenario as the page sends it.

    The `regime` is a name or a JSON record, the `society` a name (by default the regime's own).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    regime: str | dict[str, Any]
    society: str | None = None
    citizens: int = Field(default=20_000, ge=CITIZENS.least, le=MOST_CITIZENS)
    months: int = Field(default=120, ge=MONTHS.least, le=MOST_MONTHS)
    people_seed: int = Field(default=1, ge=SEED.least, le=LARGEST_SEED)
    seed: int = Field(default=1, ge=SEED.least, le=LARGEST_SEED)


def scenario_of(order: Order) -> Scenario:
    """Return the scenario to simulate. Raise a Problem if it has faults, each with its key in the regime's record."""
    regime = shipped_regime(order.regime) if isinstance(order.regime, str) else regime_of(order.regime)
    return Scenario(
        society=shipped_society(order.society or regime.file.regime.society),
        regime=regime,
        citizens=order.citizens,
        months=order.months,
        people_seed=order.people_seed,
        seed=order.seed,
    )


def regime_of(record: dict[str, Any]) -> Regime:
    """Return the regime that a JSON record describes; raise a Problem if it has faults."""
    return Regime.of(of_data(record, RegimeFile))


@lru_cache(maxsize=8)
def shipped_society(name: str) -> Society:
    """Return a society of the catalogue. No other file is ever read."""
    return Society.load(_known("societies", name))


@lru_cache(maxsize=32)
def shipped_regime(name: str) -> Regime:
    """Return a regime of the catalogue. No other file is ever read."""
    return Regime.load(_known("regimes", name))


def _known(kind: Kind, name: str) -> str:
    known = names(kind)
    if name not in known:
        close = nearest(name, known)
        raise Problem(Fault("not in the catalogue", value=name[:40], allowed=", ".join(known), nearest=close))
    return name

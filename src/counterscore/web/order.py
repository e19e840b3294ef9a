"""What the page asks for: a scenario within the bounds of a page."""

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
    """A scenario as the page spells it.

    The `regime` by name or as a record, the `society` by name (the regime's own without one).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    regime: str | dict[str, Any]
    society: str | None = None
    citizens: int = Field(default=20_000, ge=CITIZENS.least, le=MOST_CITIZENS)
    months: int = Field(default=120, ge=MONTHS.least, le=MOST_MONTHS)
    people_seed: int = Field(default=1, ge=SEED.least, le=LARGEST_SEED)
    seed: int = Field(default=1, ge=SEED.least, le=LARGEST_SEED)


def scenario_of(order: Order) -> Scenario:
    """Return the scenario to run. Raise a Problem whose faults name the keys of the regime's record that cause them."""
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
    """Return the regime of a record, as JSON holds it; raise a Problem if it cannot be used."""
    return Regime.of(of_data(record, RegimeFile))


@lru_cache(maxsize=8)
def shipped_society(name: str) -> Society:
    """Return a society of the catalogue: no other file is read."""
    return Society.load(_known("societies", name))


@lru_cache(maxsize=32)
def shipped_regime(name: str) -> Regime:
    """Return a regime of the catalogue: no other file is read."""
    return Regime.load(_known("regimes", name))


def _known(kind: Kind, name: str) -> str:
    known = names(kind)
    if name not in known:
        close = nearest(name, known)
        raise Problem(Fault("not in the catalogue", value=name[:40], allowed=", ".join(known), nearest=close))
    return name

"""The worlds that measure a poverty trap, as `poverty-trap.toml` declares it."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from typing import Any

from counterscore import Regime, Society
from counterscore.catalogue.find import locate
from counterscore.catalogue.mechanisms import Region, overridden, poverty_trap
from counterscore.regime.schema import RegimeFile
from counterscore.society.activities import Activity
from counterscore.society.schema import SocietyFile
from mechanisms.lab import Life, changed, figure, live, none

TRAP = poverty_trap().trap
# Somebody in work and not short of money.
AS_IF = {"employed": 1.0, "strained": 0.0}


@cache
def shipped(kind: Any, name: str) -> dict[str, Any]:
    """Return a file of the catalogue as TOML reads it."""
    return tomllib.loads(locate(kind, name).read_text(encoding="utf-8"))


def world_of(region: Region, values: dict[str, float]) -> tuple[SocietyFile, RegimeFile]:
    """The shipped files with these values in place of theirs."""
    both = {"society": shipped("societies", TRAP.society), "regime": shipped("regimes", TRAP.regime)}
    tables = overridden(both, values, region.without)
    society = SocietyFile.model_validate(tables["society"])
    regime = RegimeFile.model_validate(tables["regime"])
    return Society.of(society).file, Regime.of(regime).in_phase(TRAP.phase).file


def uncircled(society: SocietyFile) -> SocietyFile:
    """The society in which everybody acts as people in work and not short of money do."""
    return changed(society, activities=[_fixed(activity) for activity in society.activities])


def _fixed(activity: Activity) -> Activity:
    shift = math.exp(sum(activity.effects[name].value * AS_IF[name] for name in TRAP.cut if name in activity.effects))
    rate, odds = activity.rate.value, activity.rate.value / (1 - min(activity.rate.value, 0.5)) * shift
    at = odds / (1 + odds) if activity.kind == "yes-no" else rate * shift
    effects = {name: effect for name, effect in activity.effects.items() if name not in TRAP.cut}
    return changed(activity, rate=figure(at), effects=effects)


def long_jobless(life: Life) -> float:
    """Share of the labour force that has been without work for so long that it counts."""
    force = life.true_of("alive", "working-age", "labour-force")
    return float((life.column("spell")[force] >= TRAP.spell.value).mean())


def differences(society: SocietyFile, regime: RegimeFile, seed: int) -> tuple[float, float]:
    """Excess over a world without a score, and the part of it that the circle makes."""
    worlds = [(society, none()), (society, regime), (uncircled(society), regime)]
    lives = [live(s, r, citizens=TRAP.citizens, months=TRAP.months, seed=seed) for s, r in worlds]
    free, caught, straight = (long_jobless(life) for life in lives)
    return caught - free, caught - straight

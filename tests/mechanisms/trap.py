"""Simulate the worlds that measure a poverty trap, as declared in `poverty-trap.toml`."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any, cast

from counterscore import Regime, Society
from counterscore.catalogue.find import locate
from counterscore.catalogue.mechanisms import Region, poverty_trap
from counterscore.regime.schema import RegimeFile
from counterscore.society.activities import Activity
from counterscore.society.schema import SocietyFile
from mechanisms.lab import Life, changed, figure, live, none

Table = dict[str, Any]
TRAP = poverty_trap().trap
_NAMES = ("id", "activity", "decision")
# A person in work and not short of money.
AS_IF = {"employed": 1.0, "strained": 0.0}


@cache
def shipped(kind: Any, name: str) -> dict[str, Any]:
    """Return a file of the catalogue as TOML reads it."""
    return tomllib.loads(locate(kind, name).read_text(encoding="utf-8"))


def world_of(region: Region, values: dict[str, float]) -> tuple[SocietyFile, RegimeFile]:
    """Return the shipped files with these values in place of theirs."""
    both = {"society": shipped("societies", TRAP.society), "regime": shipped("regimes", TRAP.regime)}
    tables = overridden(both, values, region.without)
    society = SocietyFile.model_validate(tables["society"])
    regime = RegimeFile.model_validate(tables["regime"])
    return Society.of(society).file, Regime.of(regime).in_phase(TRAP.phase).file


def uncircled(society: SocietyFile) -> SocietyFile:
    """Return the society in which everybody acts like people in work and not short of money."""
    return changed(society, activities=[_fixed(activity) for activity in society.activities])


def _fixed(activity: Activity) -> Activity:
    shift = math.exp(sum(activity.effects[name].value * AS_IF[name] for name in TRAP.cut if name in activity.effects))
    rate, odds = activity.rate.value, activity.rate.value / (1 - min(activity.rate.value, 0.5)) * shift
    at = odds / (1 + odds) if activity.kind == "yes-no" else rate * shift
    effects = {name: effect for name, effect in activity.effects.items() if name not in TRAP.cut}
    return changed(activity, rate=figure(at), effects=effects)


def long_jobless(life: Life) -> float:
    """Return the share of the labour force in long-term joblessness."""
    force = life.true_of("alive", "working-age", "labour-force")
    return float((life.column("spell")[force] >= TRAP.spell.value).mean())


def differences(society: SocietyFile, regime: RegimeFile, seed: int) -> tuple[float, float]:
    """Return the excess joblessness over a world without a score, and the part caused by the feedback loop."""
    worlds = [(society, none()), (society, regime), (uncircled(society), regime)]
    lives = [live(s, r, citizens=TRAP.citizens, months=TRAP.months, seed=seed) for s, r in worlds]
    free, caught, straight = (long_jobless(life) for life in lives)
    return caught - free, caught - straight


def overridden(file: Mapping[str, Any], values: Mapping[str, float], without: list[str]) -> Table:
    """Return a copy of a file's tables with other figures and without some rules; unknown keys raise a KeyError."""
    copy = deepcopy(dict(file))
    for key in without:
        table, last = _table(copy, key)
        del table[last]
    for key, value in values.items():
        table, last = _table(copy, key)
        table[last] = {"value": value, "assumption": f"in place of {key}", "range": [value, value]}
    return copy


def _table(file: Table, key: str) -> tuple[Table, str]:
    """Return the table that contains the value of a key, and the last word of the key."""
    *path, last = key.split(".")
    place: Any = file
    for word in path:
        place = _entry(cast(list[Table], place), word) if isinstance(place, list) else place[word]
    return place, last


def _entry(entries: list[Table], name: str) -> Table:
    for entry in entries:
        if name in [entry.get(word) for word in _NAMES] and "operator" not in entry:
            return entry
    raise KeyError(name)

"""The value of every measure in two small worlds, recorded next to `counterscore.measure.golden`."""

from __future__ import annotations

import json
import math
from typing import Any

from counterscore import Regime, Society
from counterscore.catalogue.measures_file import abouts
from counterscore.measure.golden import Values
from counterscore.measure.groups import groups
from counterscore.measure.protocol import Measure
from counterscore.measure.registry import has, measures
from counterscore.measure.twins import Twins
from counterscore.run.scenario import Scenario
from counterscore.study.worlds import outcomes_of_all

GROUPS = ("all", "minority")
NOTE = (
    "made by tests/run/regolden.py: what each measure says of everybody and of the minority, in a small world under "
    "citizen-score and in its twin without a score; records of studies with other values are stale"
)


def measured() -> dict[str, Values]:
    """Return the values of every measure by group, in the first and the second world or of the pair of twins."""
    society = Society.load("china-2018")
    score = Scenario(society=society, regime=Regime.load("citizen-score"), citizens=600, months=72)
    taken = measures(society.file, [id for id in abouts() if has(society.file, id)])
    twins = Twins(*outcomes_of_all([score, score.under(Regime.load("none"))], measures=taken))
    found: dict[str, Values] = {id: {} for id in abouts()}  # a measure that the society does not have has no values
    for each in taken:
        found[each.about.id][each.id] = [_number(value) for value in _values(each, twins)]
    return found


def as_text(values: dict[str, Values]) -> str:
    """Return the text of the recorded file, one line for each measure."""
    lines = ",\n".join(f"  {json.dumps(id)}: {json.dumps(each, allow_nan=False)}" for id, each in values.items())
    return f'{{\n "note": {json.dumps(NOTE)},\n "measures": {{\n{lines}\n }}\n}}\n'


def _values(measure: Measure, twins: Twins) -> list[float]:
    if measure.about.reads == "twins":
        return [measure.twins(twins, groups(twins.a.people)[group]) for group in GROUPS]
    return [measure.world(world, groups(world.people)[group]) for group in GROUPS for world in (twins.a, twins.b)]


def _number(value: Any) -> float | None:
    """Round to eight figures, because float sums differ between processors beyond that."""
    return float(f"{value:.8g}") if math.isfinite(value) else None

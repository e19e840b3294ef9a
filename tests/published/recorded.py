"""Results that take long, recorded once: `./lab python tests/published/recorded.py` simulates them again.

Every population is simulated for 40 years without a regime, and, in a society that declares opinions, for ten years
under the citizen score. The record names what it is based on, so a test says when it is stale.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Regime, Society
from counterscore.measure.groups import groups
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.registry import has, measures
from counterscore.run.scenario import Scenario
from counterscore.run.tally import COUNTS
from counterscore.study.worlds import outcomes_of_all
from published.basis import basis

FILE = Path(__file__).with_name("recorded.json")
SOCIETY, SCORED = "china-2018", "citizen-score"
CITIZENS, SEEDS, YEARS, YEARS_SCORED, YEAR = 5_000, 12, 40, 10, 12
MOBILITY = ("parent-rank-slope", "parent-elasticity")
OPINIONS = ("approval", "approval-mean", "fear", "fear-mean", "trust", "trust-mean")
GROUPS = ("all", "income-1", "income-5", "rural", "urban", "age-18-39", "age-60-up")
Values = dict[str, list[float | None]]
_LABOUR, _EMPLOYED = COUNTS.index("labour-force"), COUNTS.index("employed")


def read() -> dict[str, Any]:
    """Return what is recorded."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def recorded(society: Society, citizens: int, seeds: int, years: int, years_scored: int) -> dict[str, Any]:
    """Simulate everything and return the record; values are by people seed."""
    alone = _simulated(society, "none", citizens, seeds, years)
    found: dict[str, Any] = {
        **basis(society), "citizens": citizens, "years": years, "years scored": years_scored,
        "unemployment": [unemployment(world) for world in alone], "mobility": _values(alone, MOBILITY, ("all",)),
    }  # fmt: skip
    if has(society.file, "approval"):
        scored = _simulated(society, SCORED, citizens, seeds, years_scored)
        without = _simulated(society, "none", citizens, seeds, years_scored)
        found["opinions"] = _values(scored, OPINIONS, GROUPS)
        found["opinions without"] = _values(without, ("trust", "trust-mean"), GROUPS)
    return found


def _simulated(society: Society, regime: str, citizens: int, seeds: int, years: int) -> list[Outcomes]:
    rules = Regime.load(regime)
    jobs = [
        Scenario(
            society=society, regime=rules, citizens=citizens, months=years * YEAR, people_seed=seed, seed=seed
        )
        for seed in range(1, seeds + 1)
    ]  # fmt: skip
    return outcomes_of_all(jobs)


def unemployment(world: Outcomes) -> list[float]:
    """Return the share of the labour force out of work, by year."""
    counts = world.by_month.totals[0].astype(np.float64)
    share = 1 - counts[:, _EMPLOYED] / counts[:, _LABOUR]
    return [round(float(value), 5) for value in share.reshape(-1, YEAR).mean(axis=1)]


def _values(worlds: Sequence[Outcomes], names: Sequence[str], chosen: Sequence[str]) -> dict[str, Values]:
    taken = measures(worlds[0].society, names)
    return {
        each.id: {group: [_number(each.world(world, groups(world.people)[group])) for world in worlds]
                  for group in chosen}
        for each in taken
    }  # fmt: skip


def _number(value: float) -> float | None:
    return round(value, 5) if math.isfinite(value) else None


if __name__ == "__main__":
    found = recorded(Society.load(SOCIETY), CITIZENS, SEEDS, YEARS, YEARS_SCORED)
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {FILE}; now ./lab python tests/published/page.py\n")

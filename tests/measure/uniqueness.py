"""Check the extrapolated uniqueness of register entries against a million people: python tests/measure/uniqueness.py.

It simulates ten populations of 5,000, one of 60,000 and one of 1,000,000 people over ten years, which takes about ten
minutes and six gigabytes of memory, and writes uniqueness.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from counterscore import Regime, Society
from counterscore.measure.privacy.uniqueness import Entries, expected, uniques
from counterscore.run.scenario import Scenario
from counterscore.run.world import new_world, run_world
from counterscore.society.traits import BIT

FILE = Path(__file__).with_name("uniqueness.json")
MONTHS, SMALL, MIDDLE, LARGE = 120, 5_000, 60_000, 1_000_000
SCALE = (350.0, 950.0)


def register(citizens: int, seed: int) -> Entries:
    """Return region and score of everybody alive with a score, by id, after ten years of the Citizen Score."""
    scenario = Scenario(
        society=Society.load("china-2018"), regime=Regime.load("citizen-score"), citizens=citizens, months=MONTHS,
        people_seed=seed, seed=seed,
    )  # fmt: skip
    with new_world(scenario) as world:
        run_world(scenario, world)
        state, people = world.state, world.people
        here = (state.bits[:people] & np.uint32(BIT["alive"]) != 0) & (state.score[:people] > 0)
        points = (state.score[:people][here].astype(np.float64) + (int(world.latest.scale.lowest) - 1)) / 1000
        return state.region[:people][here], points


def unique(entries: Entries) -> int:
    """Return how many of these entries fit one person."""
    region, score = entries
    _, count = np.unique(region.astype(np.int64) * LARGE + np.floor(score).astype(np.int64), return_counts=True)
    return int((count == 1).sum())


def checked() -> dict[str, Any]:
    """Return what was found: unique entries per million among as many as the largest population has."""
    large = register(LARGE, 21)
    among = len(large[1])
    middle = register(MIDDLE, 11)
    small = [register(SMALL, seed) for seed in range(1, 11)]
    found = [uniques(each, SCALE, among) for each in small]
    return {
        "note": "made by tests/measure/uniqueness.py: unique entries per million in the register of citizen-score in "
        "china-2018 after ten years; estimates are for a register as large as that of the million",
        "entries": among,
        "counted": round(1e6 * unique(large) / among, 1),
        "from_60000": round(expected(middle, middle, SCALE, among), 1),
        "from_5000": [[round(each.value, 1), round(each.low, 1), round(each.high, 1)] for each in found],
        "share_unique": [round(unique(each) / len(each[1]), 5) for each in (small[0], middle, large)],
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(checked(), indent=1) + "\n", encoding="utf-8")

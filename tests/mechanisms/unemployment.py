"""Unemployment without a score over 40 years, in worlds of several sizes.

`./lab python tests/mechanisms/unemployment.py` simulates worlds of the shipped societies under the regime `none`, each
with another people seed. The table has the mean share of the labour force out of work in each decade. With sizes as
arguments (`500 village 100000:2`), only these are simulated again; a number behind a colon is that of the people seeds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Society
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin, no_regime
from mechanisms.market import unemployment

FILE = Path(__file__).with_suffix(".json")
DECADE, DECADES, SEEDS = 120, 4, 12
CHINA = {str(size): ("china-2018", size) for size in (500, 2_000, 5_000, 20_000, 100_000)}
SIZES = CHINA | {"village": ("village", 500)}
Paths = NDArray[np.float64]


def path(society: str, citizens: int, people_seed: int, months: int) -> list[float]:
    """Return the share of the labour force out of work in each month after the burn-in."""
    file = Society.load(society).file
    world = begin(file, no_regime(file), citizens, people_seed, people_seed, months=months, with_ties=False)
    shares = list[float]()
    for _ in range(world.burn_in + months):
        step(world)
        shares.append(unemployment(world))
    return shares[world.burn_in :]


def decades(society: str, citizens: int, seeds: int = SEEDS, number: int = DECADES) -> Paths:
    """Return the mean unemployment, people seeds x decades."""
    rows = [path(society, citizens, seed, number * DECADE) for seed in range(1, seeds + 1)]
    return np.array(rows).reshape(seeds, number, DECADE).mean(axis=2)


def summary(table: Paths) -> dict[str, Any]:
    """Return what the tests read: the mean of each decade, the lowest and highest decade of any seed, and all seeds."""
    return {
        "seeds": len(table),
        "decades": table.mean(axis=0).round(5).tolist(),
        "lowest": round(float(table.min()), 5),
        "highest": round(float(table.max()), 5),
        "by_seed": table.round(5).tolist(),
    }


def main(names: Sequence[str]) -> None:
    """Simulate the sizes, and write each when it is done."""
    for name in names or SIZES:
        size, _, seeds = name.partition(":")
        society, citizens = SIZES[size]
        known: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
        known[size] = summary(decades(society, citizens, int(seeds or SEEDS)))
        ordered = {each: known[each] for each in SIZES if each in known}
        FILE.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
        print(size, known[size]["seeds"], known[size]["decades"], known[size]["lowest"], known[size]["highest"])


if __name__ == "__main__":
    main(sys.argv[1:])

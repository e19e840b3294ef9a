"""How level the number of firms stays without a score: `./lab python tests/engine/firms/level.py` writes level.json.

Four populations of 5,000 and two of 20,000 people are simulated for forty years under `none`. Recorded by decade: firms
per thousand people in work, relative to the end of the burn-in; firms founded, failed and closed a year, per hundred
firms; and at the end the shares of firms younger than five years, and of ten years or more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from counterscore import Society
from counterscore.engine.firms.company import Firms
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from mechanisms.lab import none
from present import present

WORLDS = {5_000: range(1, 5), 20_000: range(1, 3)}
YEAR, DECADE, YEARS = 12, 120, 40
FILE = Path(__file__).with_name("level.json")


def declared() -> SocietyFile:
    """Return the society with entry and exit as declared."""
    return Society.load("china-2018").file


def in_work(world: World) -> int:
    """Return the number of people in work."""
    return int(np.count_nonzero(world.state.bits[: world.people] & np.uint32(BIT["employed"])))


def per_thousand(world: World) -> float:
    """Return the firms in the market per thousand people in work."""
    return 1000 * int(np.count_nonzero(present(world.firms).trading)) / in_work(world)


def ages(firms: Firms, month: int) -> list[float]:
    """Return the share of firms younger than five years, and the share of ten years or more."""
    years = (month - firms.founded[firms.trading]) / YEAR
    return [round(float((years < 5).mean()), 3), round(float((years >= 10).mean()), 3)]


def lived(society: SocietyFile, citizens: int, people_seed: int, years: int) -> dict[str, Any]:
    """Return what became of the firms of one population without a score, by decade."""
    world = begin(society, none(), citizens, people_seed, 1, months=years * YEAR, with_ties=False)
    for _ in range(world.burn_in):
        step(world)
    first, ratios, moves = per_thousand(world), list[float](), list[list[float]]()
    for _ in range(years * YEAR // DECADE):
        counts, there = np.zeros(3), 0
        for _ in range(DECADE):
            traded = present(step(world).traded)
            counts += (traded.founded, traded.failed, traded.closed)
            there += int(traded.trading.sum())
        ratios.append(round(per_thousand(world) / first, 3))
        moves.append([round(float(each), 2) for each in 100 * YEAR * counts / there])
    return {"people": citizens, "seed": people_seed, "first": round(first, 1), "ratio": ratios, "a year": moves,
            "younger than 5, 10 or more": ages(present(world.firms), world.month)}  # fmt: skip


def main() -> None:
    """Simulate all worlds and write the record."""
    found = [lived(declared(), citizens, seed, YEARS) for citizens, seeds in WORLDS.items() for seed in seeds]
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

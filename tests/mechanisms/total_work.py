"""What a strict gate for jobs does to total work, with a labour market and with fixed places.

`./lab python tests/mechanisms/total_work.py` simulates pairs of worlds of the same people and random seed under the
Citizen Score, with two gates for jobs: one that refuses the lowest fiftieth, as shipped, and one that refuses the
lowest fifth, unless a case says otherwise. It writes the change of the share of the labour force in work, in percentage
points.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Regime, Society
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile
from counterscore.study.estimate import Estimate, nested
from figures import figure
from mechanisms.lab import changed
from mechanisms.market import unemployment, with_fixed, with_market

FILE = Path(__file__).with_suffix(".json")
CITIZENS, MONTHS, COUNTED = 2_000, 72, 48
POPULATIONS, MANY, SEEDS = 8, 24, 1
SHIPPED, STRICT = {"percentile": figure(2.0)}, {"percentile": figure(20.0)}
# Everybody passes; the queue is that of the incumbents, or by score.
BY_INDEX = {"percentile": None, "score": figure(350.0)}
BY_SCORE = {**BY_INDEX, "allocate": "rank"}


@dataclass(frozen=True)
class Case:
    """The society, given by changes of its market or by fixed `places`, the two gates, and how many populations."""

    title: str
    market: Mapping[str, float]
    places: float | None = None
    gates: tuple[Mapping[str, Any], Mapping[str, Any]] = (SHIPPED, STRICT)
    populations: int = POPULATIONS


# Of 4.5 places a month there are nearly always people left who want one, so about as many are hired whoever is refused.
# Of more, the queue is more often empty of people who may be hired.
CASES = {
    "market": Case("the labour market as shipped", {}),
    "fixed": Case("fixed places, so few that the queue is never empty (4.5 a month for 1,000 people)", {}, places=4.5),
    "fixed-more": Case("fixed places, about as many as give the market's unemployment (5.5)", {}, places=5.5),
    "fixed-many": Case("fixed places, more than are asked for in most months (6.5)", {}, places=6.5),
    "few": Case("a gate that refuses the lowest fiftieth instead of nobody", {}, gates=(BY_INDEX, SHIPPED),
                populations=MANY),
    "queue": Case("a gate that refuses nobody, but serves high scores first", {}, gates=(BY_INDEX, BY_SCORE),
                  populations=MANY),
    "no-crowding": Case("refused applicants are in nobody's way", {"crowding": 0.0}),
    "random-meetings": Case("refused applicants take up as many meetings as others", {"crowding": 1.0}),
    "costly-failures": Case("a hire that fails is worth nothing, refused applicants are in nobody's way, and spending "
                            "does not matter", {"crowding": 0.0, "failed": 1.0, "spending": 0.0}),
}  # fmt: skip


def society_of(case: Case) -> SocietyFile:
    """Return the society of a case."""
    file = Society.load("china-2018").file
    if case.places is not None:
        return with_fixed(file, case.places)
    terms = next(decision.matching for decision in file.decisions if decision.matching)
    return with_market(file, changed(terms, **{name: figure(value) for name, value in case.market.items()}))


def gated(gate: Mapping[str, Any]) -> RegimeFile:
    """Return the Citizen Score with this gate for jobs, from month 0 on."""
    regime = Regime.load("citizen-score").in_phase("mandatory").file
    gates = [changed(g, **gate) if g.decision == "job" else g for g in regime.gates]
    return changed(regime, gates=gates)


def at_work(society: SocietyFile, gate: Mapping[str, Any], people_seed: int, seed: int) -> float:
    """Return the percentage of the labour force in work, a mean over the last months."""
    world = begin(society, gated(gate), CITIZENS, people_seed, seed, months=MONTHS)
    shares = list[float]()
    for _ in range(world.burn_in + MONTHS):
        step(world)
        shares.append(100 * (1 - unemployment(world)))
    return float(np.mean(shares[-COUNTED:]))


def change(case: Case, populations: int, seeds: int = SEEDS) -> Estimate:
    """Return the change of total work by the stricter gate, with its interval."""
    society, (first, other) = society_of(case), case.gates
    table = [
        [at_work(society, other, people, seed) - at_work(society, first, people, seed) for seed in range(1, seeds + 1)]
        for people in range(1, populations + 1)
    ]
    return nested(np.array(table))


def main(names: Sequence[str]) -> None:
    """Simulate the cases, and write each when it is done."""
    for name in names or CASES:
        found = change(CASES[name], CASES[name].populations)
        known: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
        numbers = {key: round(float(value), 3) for key, value in
                   (("value", found.value), ("low", found.low), ("high", found.high)) if value is not None}  # fmt: skip
        known[name] = {"case": CASES[name].title, **numbers}
        FILE.write_text(json.dumps({each: known[each] for each in CASES if each in known}, indent=1) + "\n", "utf-8")
        print(name, known[name])


if __name__ == "__main__":
    main(sys.argv[1:])

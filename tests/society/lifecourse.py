"""Forty years without a score against the published course of life: `./lab python tests/society/lifecourse.py`.

Births, deaths, separations and moves of 5,000 people are counted by decade, over several people seeds, and compared
with what was published about 2015 to 2020. The result is in lifecourse.json; test_lifecourse.py compares a short run
with it, and the page of published figures shows it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Society
from counterscore.engine.life.turns import BORE, DIED
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin, no_regime
from counterscore.engine.world import World
from counterscore.society.traits import BIT
from published.basis import basis

FILE = Path(__file__).with_suffix(".json")
CITIZENS, YEARS, SEEDS = 5_000, 40, (1, 2, 3, 4, 5, 6)
SOCIETY = "china-2018"
AGES = np.arange(0, 105, 5)
# Published: total fertility (census 2020), divorces per thousand people (Ministry of Civil Affairs 2016), share of
# urban people (census 2020) and its rise in points a year (census 2010 to 2020).
PUBLISHED = {"fertility": 1.3, "divorces": 3.0, "urban": 0.639, "rise": 1.42}
Counts = NDArray[np.float64]


@dataclass
class Decade:
    """What was counted in some years: person-years and events by age, and of everybody."""

    women: Counts = field(default_factory=lambda: np.zeros(len(AGES)))
    births: Counts = field(default_factory=lambda: np.zeros(len(AGES)))
    partnered: Counts = field(default_factory=lambda: np.zeros(len(AGES)))
    alive: Counts = field(default_factory=lambda: np.zeros((2, len(AGES))))
    deaths: Counts = field(default_factory=lambda: np.zeros((2, len(AGES))))
    expected: Counts = field(default_factory=lambda: np.zeros((2, len(AGES))))
    separated: int = 0
    moved: int = 0
    regions: int = 0
    urban: float = 0.0

    def told(self, years: int) -> dict[str, Any]:
        """Return the figures of the decade. Rates are a year; those of everybody are per thousand people."""
        people = self.alive.sum() / years
        rate = np.divide(self.births, self.women, out=np.zeros(len(AGES)), where=self.women > 0)
        return {
            "fertility": round(float(5 * rate.sum()), 3),
            "divorces": round(1000 * self.separated / years / people, 2),
            "moved": round(1000 * self.moved / years / people, 2),
            "moved-region": round(1000 * self.regions / years / people, 2),
            "urban": round(self.urban, 4),
            "people": round(people),
            "deaths": [int(each) for each in self.deaths.sum(axis=1)],
            "deaths-expected": [round(float(each), 1) for each in self.expected.sum(axis=1)],
            "births-by-age": [round(float(each), 4) for each in rate[3:9]],
            "partnered-by-age": [round(float(each), 3) for each in (self.partnered / np.maximum(self.women, 1))[3:9]],
        }


def count(world: World, decade: Decade) -> None:
    """Simulate a month and add what happened to the decade."""
    state, people = world.state, world.people
    bits, born, region = state.bits[:people].copy(), state.born[:people], state.region[:people].copy()
    months = np.maximum(world.month - born.astype(np.int64), 0)
    group, sex = np.minimum(months // 60, len(AGES) - 1), ((bits & BIT["female"]) != 0).astype(int)
    hazard = world.rules.hazards.deaths[sex, np.minimum(months // 12, 199)] / 2**32
    month = step(world)
    alive = (bits & BIT["alive"]) != 0
    for one in (0, 1):
        mine = alive & (sex == one)
        decade.alive[one] += _by_age(group[mine]) / 12
        decade.deaths[one] += _by_age(group[mine & ((month.vital & DIED) != 0)])
        decade.expected[one] += _by_age(group[mine], hazard[mine])
    women = alive & (sex == 1)
    decade.women += _by_age(group[women]) / 12
    decade.births += _by_age(group[women & ((month.vital & BORE) != 0)])
    decade.partnered += _by_age(group[women & ((bits & BIT["partnered"]) != 0)]) / 12
    decade.separated += month.separated
    now = state.bits[: world.people]
    elsewhere = state.region[:people] != region
    decade.regions += int(elsewhere.sum())
    decade.moved += int((elsewhere | (((now[:people] ^ bits) & BIT["urban"]) != 0)).sum())
    decade.urban = float(((now & BIT["urban"]) != 0)[(now & BIT["alive"]) != 0].mean())


def _by_age(group: NDArray[Any], weights: NDArray[Any] | None = None) -> Counts:
    return np.bincount(group, weights, minlength=len(AGES)).astype(float)


def lived(society: str, citizens: int, years: int, seed: int, each: int = 10) -> list[Decade]:
    """Simulate a society without a regime; return what was counted in each of its decades."""
    file = Society.load(society).file
    world = begin(file, no_regime(file), citizens, seed, seed, months=12 * years)
    while world.month < 0:
        step(world)
    decades = [Decade() for _ in range(years // each)]
    for month in range(12 * years):
        count(world, decades[month // (12 * each)])
    return decades


def recorded(worlds: list[list[Decade]]) -> dict[str, Any]:
    """Return the figures of each decade by people seed, and deaths by age beside those of the table, of all worlds."""
    told = [[decade.told(10) for decade in world] for world in worlds]
    deaths = np.sum([each.deaths for world in worlds for each in world], axis=0)
    expected = np.sum([each.expected for world in worlds for each in world], axis=0)
    ages = [
        {"from": int(age), "sex": sex, "died": int(deaths[k, at]), "by-table": round(float(expected[k, at]), 1)}
        for k, sex in enumerate(("male", "female"))
        for at, age in enumerate(AGES)
    ]
    decades = [{key: [world[at][key] for world in told] for key in told[0][at]} for at in range(len(told[0]))]
    return {"citizens": CITIZENS, "seeds": SEEDS, "published": PUBLISHED, "decades": decades, "deaths": ages}


def main() -> None:
    """Record the forty years."""
    worlds = [lived(SOCIETY, CITIZENS, YEARS, seed) for seed in SEEDS]
    found = {**basis(Society.load(SOCIETY)), **recorded(worlds)}
    FILE.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {FILE}; now ./lab python tests/published/page.py\n")


if __name__ == "__main__":
    main()

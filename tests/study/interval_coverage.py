"""How often the intervals of a comparison cover a planted effect: `./lab python tests/study/interval_coverage.py`.

A bank of small worlds without a score is simulated: populations, each with several random seeds. Every study draws some
of the populations, takes half of the seeds of each for the first world and the other half for the second, and adds a
known effect to the first. So the true effect is known, and the rest of the difference is chance.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Regime, Society
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.rates import activities_of, units
from counterscore.measure.stratification.chances import refused
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.scenario import Scenario
from counterscore.study.estimate import Estimate, nested
from counterscore.study.replicates import Replicate, Replicates
from counterscore.study.worlds import outcomes_of

FILE = Path(__file__).with_suffix(".json")
CITIZENS, MONTHS = 200, 12
POPULATIONS, SEEDS = 400, 8  # of the bank
STUDIES, OF, EACH = 2_000, 8, 2  # studies; populations of a study, and random seeds for each
RAISE, FALL, HIT = 0.1, 0.2, 0.05  # the planted effects
KINDS = ("mean", "ratio", "share")
Bank = dict[str, NDArray[np.float64]]


def bank(populations: int, seeds: int = SEEDS) -> Bank:
    """Simulate worlds; return by kind a table populations x seeds x (as it was, with the planted effect)."""
    society = Society.load("china-2018")
    none = Scenario(society=society, regime=Regime.load("none"), citizens=CITIZENS, months=MONTHS)
    drawn = Replicates(populations, seeds, Replicate(1, 1)).of(none)
    burn_ins = BurnInCache()
    rows = [_values(outcomes_of(scenario, burn_ins=burn_ins)) for scenario in drawn]
    table = np.array(rows).reshape(populations, seeds, len(KINDS), 2)
    return {kind: table[:, :, k] for k, kind in enumerate(KINDS)}


def _values(world: Outcomes) -> list[tuple[float, float]]:
    """Each kind of figure of a world, as it is and with the planted effect."""
    draw = np.random.Generator(np.random.Philox(key=[world.scenario.people_seed, world.scenario.seed]))
    adult = world.adult
    income = float(world.people.wage[adult].mean())
    acts = int(units(world, activities_of(world, law=["protected"]))[adult].sum())
    hit = refused(world)[adult] > 0
    more = hit | (draw.random(len(hit)) < HIT)
    return [
        (income, income * (1 + RAISE)),
        (acts, float(draw.binomial(acts, 1 - FALL))),
        (float(hit.mean()), float(more.mean())),
    ]


def truth(worlds: Bank) -> dict[str, float]:
    """Return the planted effect on each kind of figure in the whole bank."""
    return {
        "mean": RAISE * float(worlds["mean"][:, :, 0].mean()),
        "ratio": FALL,
        "share": HIT * float(1 - worlds["share"][:, :, 0].mean()),
    }


def studied(worlds: Bank, kind: str, people: NDArray[np.int64], seeds: NDArray[np.int64]) -> Estimate:
    """Return the estimate of a study. `seeds`: populations x 2 x seeds, those of the first and of the second world."""
    first = worlds[kind][people[:, None], seeds[:, 0], 1]
    second = worlds[kind][people[:, None], seeds[:, 1], 0]
    return nested(1 - first / second if kind == "ratio" else first - second)


@dataclass(frozen=True)
class Covered:
    """How often intervals cover the truth, over so many studies, and their mean half-width relative to it."""

    share: float
    studies: int
    width: float


def covered(worlds: Bank, studies: int, populations: int = OF, seeds: int = EACH) -> dict[str, Covered]:
    """Return, by kind of figure, how often the intervals of studies with this design cover the planted effect."""
    draw, known = np.random.Generator(np.random.Philox(key=7)), truth(worlds)
    size, most = worlds["mean"].shape[:2]
    hits, widths = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0.0)
    for _ in range(studies):
        people = draw.choice(size, populations, replace=False)
        order = np.argsort(draw.random((populations, most)), axis=1)[:, : 2 * seeds].reshape(populations, 2, seeds)
        for kind in KINDS:
            found = studied(worlds, kind, people, order)
            low, high = found.low or 0.0, found.high or 0.0
            hits[kind] += low <= known[kind] <= high
            widths[kind] += (high - low) / 2 / known[kind]
    return {kind: Covered(hits[kind] / studies, studies, widths[kind] / studies) for kind in KINDS}


def main() -> None:
    """Simulate the bank, and record the coverage with several populations and with one."""
    worlds = bank(POPULATIONS)
    designs = {
        f"{OF} populations x {EACH} seeds": (OF, EACH),
        "16 populations x 1 seed": (16, 1),
        "1 population x 4 seeds": (1, 4),
    }
    found = {name: covered(worlds, STUDIES, *design) for name, design in designs.items()}
    about = {"citizens": CITIZENS, "months": MONTHS, "populations": POPULATIONS, "seeds": SEEDS, "studies": STUDIES}
    table = {name: {kind: vars(each) for kind, each in kinds.items()} for name, kinds in found.items()}
    FILE.write_text(json.dumps({"bank": about, "covered": table}, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=2))


if __name__ == "__main__":
    main()

"""What the friends' clause does at several strengths of similarity: `./lab python tests/mechanisms/friends_dose.py`.

Twin worlds of the same people, with the Citizen Score and with the same regime without its friends' clause, differ only
by that clause. Similarity in conduct and taste is declared at 0, half, once and twice its default. The effect is the
difference of the twins, and its interval is Student's over populations.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import World
from counterscore.measure.ties.layers import both_ends
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT
from counterscore.study.estimate import nested
from layered import layered, similarity
from present import present

FILE = Path(__file__).with_suffix(".json")
CITIZENS, MONTHS, POPULATIONS = 2_000, 60, 8
TIMES = (0.0, 0.5, 1.0, 2.0)
Values = dict[str, float]


def regimes() -> tuple[RegimeFile, RegimeFile]:
    """Return the Citizen Score in its mandatory phase, with and without its friends' clause."""
    file = Regime.load("citizen-score").in_phase("mandatory").file
    score = present(file.score)
    return file, file.model_copy(update={"score": score.model_copy(update={"friends": None})})


def society(times: float) -> SocietyFile:
    """Return the society with so many times its declared similarity in conduct and taste."""
    file = Society.load("china-2018").file
    declared = present(file.ties.similarity)
    units = (declared.trustworthiness.value, declared.heterodoxy.value)
    changed = similarity(times * units[0], times * units[1], declared.education.value)
    return layered(file, similarity=changed, kin=file.ties.kin, meeting=file.ties.meeting)


def lived(file: SocietyFile, regime: RegimeFile, citizens: int, months: int, seed: int) -> World:
    """Return a world after so many months under a regime."""
    world = begin(file, regime, citizens, seed, 1, months=months)
    while world.month < months:
        step(world)
    return world


def effect(times: float, citizens: int, months: int, seed: int) -> Values:
    """Return the similarity of friends and the effect of the clause in one population.

    `trust gradient`: points that the clause adds to the score for each standard deviation of a person's own
    trustworthiness. `company gradient`: the same for the mean trustworthiness of the person's friends. `low friends`:
    points that it adds to the fifth whose friends are least trustworthy, less those of the top fifth.
    """
    file = society(times)
    with_clause, without = (lived(file, regime, citizens, months, seed) for regime in regimes())
    state, other = with_clause.state, without.state
    own, friend = both_ends(state, with_clause.people)
    trust = state.trustworthiness[: with_clause.people].astype(float)
    known = min(with_clause.people, without.people, citizens)
    alive = (state.bits[:known] & other.bits[:known] & BIT["alive"]) > 0
    degree = np.bincount(own, minlength=with_clause.people)
    company = np.bincount(own, trust[friend], with_clause.people) / np.maximum(degree, 1)
    scored = np.flatnonzero(alive & (state.score[:known] > 0) & (other.score[:known] > 0) & (degree[:known] > 0))
    points = (state.score[scored].astype(float) - other.score[scored]) / 1000
    return {
        "similarity": float(np.corrcoef(trust[own], trust[friend])[0, 1]),
        "trust gradient": _slope(trust[scored], points),
        "company gradient": _slope(company[scored], points),
        "low friends": _bottom_less_top(company[scored], points),
        "own bottom fifth": _bottom_less_top(trust[scored], points),
    }


def _slope(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    return float(np.polyfit(x, y, 1)[0])


def _bottom_less_top(by: NDArray[np.float64], points: NDArray[np.float64]) -> float:
    low, high = np.quantile(by, (0.2, 0.8))
    return float(points[by <= low].mean() - points[by >= high].mean())


def doses(citizens: int, months: int, populations: int, times: tuple[float, ...] = TIMES) -> dict[float, list[Values]]:
    """Return the values of each population, by times the declared similarity."""
    return {each: [effect(each, citizens, months, seed) for seed in range(1, populations + 1)] for each in times}


def estimates(rows: list[Values]) -> dict[str, Any]:
    """Return the mean and the 95 % interval of each value over populations."""
    found = {name: nested(np.array([[row[name]] for row in rows])) for name in rows[0]}
    return {name: {"value": each.value, "low": each.low, "high": each.high} for name, each in found.items()}


def main() -> None:
    """Simulate, and record the effect at each dose, and the difference of twice and none in the same populations."""
    rows = doses(CITIZENS, MONTHS, POPULATIONS)
    moved = [{name: b[name] - a[name] for name in a} for a, b in zip(rows[TIMES[0]], rows[TIMES[-1]], strict=True)]
    found = {
        "worlds": {"citizens": CITIZENS, "months": MONTHS, "populations": POPULATIONS, "random_seed": 1},
        "times": {str(each): estimates(values) for each, values in rows.items()},
        "twice less none": estimates(moved),
    }
    FILE.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()

"""One scenario, its twin without a score, and the same with other random seeds.

./lab python examples/scenarios.py
"""

from __future__ import annotations

import sys

import polars as pl

import counterscore as cs

SEEDS = 3


def employed(scenario: cs.Scenario) -> float:
    """Return the employment rate in the last month."""
    months = cs.simulate(scenario, report=False).months
    rates = months.filter(measure="employed", group="all").sort("month")
    return rates.select(pl.col("value").last()).item()


def main(citizens: int = 5_000, years: int = 3) -> None:
    """Simulate a scenario and its twin with several random seeds, and compare employment."""
    score = cs.Scenario(
        society=cs.Society.load("china-2018"),
        regime=cs.Regime.load("citizen-score").in_phase("mandatory"),
        citizens=citizens,
        months=12 * years,
    )
    none = score.under(cs.Regime.load("none"))
    print(f"Employment rate of {citizens} synthetic people after {years} years:")
    differences: list[float] = []
    for seed in range(1, SEEDS + 1):
        with_score, without = employed(score.with_seed(seed)), employed(none.with_seed(seed))
        differences.append(with_score - without)
        print(f"  random seed {seed}: {with_score:.3f} with a score, {without:.3f} without")
    print(f"  difference: {sum(differences) / SEEDS:+.3f}, an average over {SEEDS} random seeds")
    print("cs.compare does this with intervals, for every measure and person by person.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

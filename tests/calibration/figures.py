"""Print the figures of docs/calibration.md: `./lab python tests/calibration/figures.py [fico] [courts] [sesame]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))

import counterscore as cs
from present import number

Figures = dict[str, float | list[float]]


def simulated(name: str, citizens: int, months: int, seed: int = 1) -> cs.Run:
    """Simulate a regime over its own society."""
    regime = cs.Regime.load(name)
    society = cs.Society.load(regime.file.regime.society)
    return cs.simulate(society, regime, citizens=citizens, months=months, seed=seed, follow=0, report=False)


def by_band(run: cs.Run, what: str, month: int) -> list[float]:
    """Return a figure of the fitted score in a month, by band, lowest first."""
    rows = run.models.filter((pl.col("what") == what) & (pl.col("month") == month))
    found = dict(rows.select("term", "value").iter_rows())
    return [found[band.id] for band in run.regime.file.bands]


def ever_listed(run: cs.Run) -> float:
    """Return the share of people alive at the end who were ever on the list."""
    alive = run.people.join(run.register.select("id"), on="id")
    return number((alive["months_listed"] > 0).mean())


def blocked(run: cs.Run, decision: str, first: int = 0) -> float:
    """Return requests refused by the gate from a month on, for each person ever on the list."""
    of_all = (pl.col("decision") == decision) & (pl.col("group") == "all") & (pl.col("month") >= first)
    return int(run.decisions.filter(of_all)["refused_by_gate"].sum()) / int((run.people["months_listed"] > 0).sum())


def fico() -> Figures:
    """Return shares and rates of late payers by band."""
    run = simulated("fico", 80_000, 96)
    return {
        "share of people": by_band(run, "share of people", 95),
        "rate of late payers": by_band(run, "outcome rate", 95),
        "rate a year earlier": by_band(run, "outcome rate", 83),
    }


def courts() -> Figures:
    """Return who was listed and what was blocked; blocked fast trains over eight random seeds."""
    run = simulated("court-blacklist-2016", 60_000, 60)
    trains = [blocked(simulated("court-blacklist-2016", 60_000, 60, seed), "fast-train") for seed in range(1, 9)]
    return {
        "ever listed, month 60": ever_listed(run),
        "ever listed, month 37": ever_listed(simulated("court-blacklist-2016", 60_000, 37)),
        "on the list at the end": number((run.register["lists"].list.len() > 0).mean()),
        "flights blocked": blocked(run, "flight"),
        "flights blocked in 2018": blocked(run, "flight", 48),
        "fast trains blocked, by seed": trains,
        "fast trains blocked, mean": float(np.mean(trains)),
        "fast trains blocked in 2018": blocked(run, "fast-train", 48),
    }


def sesame() -> Figures:
    """Return the distribution of the score and the members."""
    run = simulated("sesame-2015", 40_000, 36)
    scores = run.register["score"].drop_nulls()
    enrolled = run.table("operators.parquet").filter(pl.col("month") == 29)["enrolled"][0]
    return {
        "median": number(scores.median()),
        "spread": number(scores.std()),
        "700 and more": number((scores >= 700).mean()),
        "members in month 29": enrolled / 40_000,
    }


EVERY: dict[str, Callable[[], Figures]] = {"fico": fico, "courts": courts, "sesame": sesame}

if __name__ == "__main__":
    for name in sys.argv[1:] or EVERY:
        for what, value in EVERY[name]().items():
            shown = ", ".join(f"{each:.4f}" for each in value) if isinstance(value, list) else f"{value:.4f}"
            sys.stdout.write(f"{name}: {what}: {shown}\n")

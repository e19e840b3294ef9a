"""The same people with the same luck, with and without a score: who asks, who is refused, who works.

./lab python examples/two_regimes.py
"""

from __future__ import annotations

import sys

import polars as pl

import counterscore as cs


def refused(run: cs.Run) -> pl.DataFrame:
    """Return the share of requests refused, by decision."""
    everybody = run.decisions.filter(pl.col("group") == "all").group_by("decision", maintain_order=True)
    return everybody.agg((pl.col("denied").sum() / pl.col("asked").sum()).alias(run.manifest.regime.id))


def main(citizens: int = 5_000, years: int = 3) -> None:
    """Live one society under two regimes, and compare refusals and months in work."""
    society = cs.Society.load("china-2018")
    score = cs.simulate(society, cs.Regime.load("citizen-score"), citizens=citizens, years=years, report=False)
    none = score.twin("none")
    print("Share of requests refused (synthetic people):")
    with pl.Config(tbl_rows=-1):
        print(refused(score).join(refused(none), on="decision"))

    # People are joined by `key`, which is the same for the same child in both worlds.
    months = none.people.select("key", months_without="months_employed")
    lives = score.people.select("key", "income_fifth", "months_employed").join(months, on="key")
    difference = (pl.col("months_employed").cast(pl.Int32) - pl.col("months_without").cast(pl.Int32)).mean()
    print("Months in work under the score, less those without it, by fifth of incomes:")
    print(lives.group_by("income_fifth").agg(difference.round(3).alias("months")).sort("income_fifth"))
    print("One pair of worlds is one draw of luck: vary seed= before calling a difference an effect.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Write a run folder, open it again, and read its tables and one life.

./lab python examples/read_a_run.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

import counterscore as cs


def main(citizens: int = 5_000, years: int = 3) -> None:
    """Live a small world, and read in its folder the register and one life."""
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "run"
        society, regime = cs.Society.load("china-2018"), cs.Regime.load("citizen-score").in_phase("mandatory")
        cs.simulate(society, regime, citizens=citizens, years=years, follow=20, out=folder, report=False)

        run = cs.verify(folder)  # hashes, people and first month; cs.Run.open(folder) checks hashes alone
        print("Bands at the end:")
        print(run.register.drop_nulls("score").group_by("band").agg(pl.len()).sort("len", descending=True))
        agreement = run.register.drop_nulls("score").join(run.people, on="id")
        print("Rank correlation of score and trustworthiness:")
        print(round(agreement.select(pl.corr("score", "trustworthiness", method="spearman")).item(), 3))

        life = run.citizen(run.manifest.followed[0]).file()
        changes = life["changes"]
        total = life["start"] + sum(change["points"] for change in changes)
        print(f"Citizen {life['id']} (synthetic): {len(changes)} changes sum to {total:.3f}, score {life['score']}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Write a regime, make a mistake in it, read the error, mend it, and let a society live under it.

./lab python examples/write_a_regime.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

import counterscore as cs

RULES = """
[regime]
id = "bills-only"
title = "Bills only"
summary = "City offices watch unpaid bills; a low score closes the way to a mortgage."
society = "china-2018"

[[partners]]
id = "city-offices"
title = "city offices"
sees = ["leaves-bill-unpaid"]
missed = { value = 0.0, assumption = "perfect records", range = [0, 0.2] }
misattributed = { value = 0.0, assumption = "perfect records", range = [0, 0.01] }
[partners.coverage]
urban = { value = 1.0, assumption = "everything is seen", range = [0.5, 1] }
rural = { value = 1.0, assumption = "everything is seen", range = [0.5, 1] }

[[ratings]]
activity = "leaves-bill-unpaid"
points = { value = -20, source = "Rongcheng: late public-service fees -20 (R)" }

[score]
base = 1000.0
lowest = 600.0
highest = 1300.0

[[gates]]
decision = "mortgge"
score = { value = 990, assumption = "one unpaid bill is one too many", range = [900, 1000] }
"""


def main(citizens: int = 2_000, years: int = 2) -> None:
    """Write a regime with a misspelt decision, read what is wrong with it, mend and live it."""
    society = cs.Society.load("china-2018")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bills-only.toml"
        file.write_text(RULES, encoding="utf-8")
        try:
            cs.simulate(society, cs.Regime.load(file), citizens=citizens, years=years, report=False)
        except cs.Problem as problem:
            print(str(problem).replace(str(file), file.name))
        file.write_text(RULES.replace("mortgge", "mortgage"), encoding="utf-8")
        run = cs.simulate(society, cs.Regime.load(file), citizens=citizens, years=years, report=False)
    gate = run.decisions.filter(decision="mortgage", group="all").select(pl.col("asked", "refused_by_gate").sum())
    print("What became of synthetic people's requests for a mortgage:")
    print(gate)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

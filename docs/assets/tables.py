"""Aggregate tables of a society from published ones, so that no cell stands for fewer than ten people.

    ./lab python docs/assets/tables.py SHARES.csv RATES.csv COLUMN PEOPLE

SHARES.csv and RATES.csv have a column `Score` and a column for each group, in per cent: how many of the group stand at
or below the score, and what share of people at the score pay 90 days late. It prints `at`, `cumulative` and `ill` of
`[[aggregates.groups]]` for one COLUMN, whose group the source counted as PEOPLE. So the tables of `transrisk-2003` were
made, of the Federal Reserve's 2007 report on credit scoring. A row of fewer than ten people is added to the row before
it (the first rows, to the first that has ten), at that row's score, and the rate is the mean over the people of both.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from counterscore.society.aggregates import FEWEST_IN_A_CELL

PERCENT = Decimal(100)


@dataclass
class Row:
    """A row of a table: its score, the share of the group on it, and of those the share that goes ill."""

    at: Decimal
    share: Decimal
    ill: Decimal

    def take(self, other: Row) -> None:
        """Add the people of another row."""
        whole = self.share + other.share
        if whole > 0:
            self.ill = (self.ill * self.share + other.ill * other.share) / whole
        self.share = whole


def read(shares: Path, rates: Path, column: str) -> list[Row]:
    """Return the rows of one group as they were published."""
    rows, below = list[Row](), Decimal(0)
    with shares.open(encoding="utf-8") as one, rates.open(encoding="utf-8") as other:
        for share, rate in zip(csv.DictReader(one), csv.DictReader(other), strict=True):
            reached = Decimal(share[column]) / PERCENT
            rows.append(Row(Decimal(share["Score"]), reached - below, Decimal(rate[column]) / PERCENT))
            below = reached
    return rows


def merged(rows: list[Row], people: int, fewest: int = FEWEST_IN_A_CELL) -> list[Row]:
    """Return the rows without any that stands for fewer than so many people."""
    kept: list[Row] = []
    small: list[Row] = []
    for row in rows:
        if row.share * people >= fewest:
            for each in small:  # of the beginning
                row.take(each)
            small.clear()
            kept.append(row)
        elif kept:
            kept[-1].take(row)
        else:
            small.append(row)
    return kept


def printed(rows: list[Row]) -> str:
    """Return the rows as lines of TOML."""
    below, cumulative = Decimal(0), list[str]()
    for row in rows:
        below += row.share
        cumulative.append(f"{below:.4f}")
    columns = {"at": [f"{row.at:g}" for row in rows], "cumulative": cumulative, "ill": [f"{r.ill:.4f}" for r in rows]}
    return "\n".join(f"{name} = [{', '.join(values)}]" for name, values in columns.items())


if __name__ == "__main__":
    _, shares, rates, column, people = sys.argv
    print(printed(merged(read(Path(shares), Path(rates), column), int(people))))

"""How many share a line of what leaks: k-anonymity under what an attacker knows anyway."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from counterscore.measure.breach.leak import Leak

FEW = 5
# What somebody may know of a neighbour, and what a register adds to it.
_ADDED = {"band", "score"}
SETS: tuple[tuple[str, ...], ...] = (
    ("region",),
    ("region", "band"),
    ("region", "score"),
    ("region", "place", "sex"),
    ("region", "place", "sex", "age"),
    ("region", "place", "sex", "age", "education"),
    ("region", "place", "sex", "age", "education", "band"),
    ("region", "place", "sex", "age", "education", "score"),
)


@dataclass(frozen=True)
class KAnonymity:
    """Under one set of quasi-identifiers: the share alone (k = 1), the share among fewer than FEW, the median k."""

    known: tuple[str, ...]
    alone: float
    few: float
    median: float


def crowds(leak: Leak) -> list[KAnonymity]:
    """Return the crowd that each line hides in, for each set that the lines hold. A score is taken to the point."""
    if leak.lines.is_empty():
        return []
    lines = lines_of(leak)
    return [_crowd(lines, known) for known in SETS if leak.register or not _ADDED & set(known)]


def lines_of(leak: Leak) -> pl.DataFrame:
    """Return the lines with what acquaintances know of those in them."""
    known = leak.people.select("id", "place", "sex", "age", "education", "income_fifth", "minority", "trust_fifth")
    lines = leak.lines.with_columns(pl.col("score").floor()) if leak.register else leak.lines
    return lines.join(known, on="id", how="left", maintain_order="left")


def sizes(lines: pl.DataFrame, known: tuple[str, ...]) -> pl.Series:
    """Return for each line how many lines are like it, itself among them."""
    return lines.select(pl.len().over(known))["len"]


def _crowd(lines: pl.DataFrame, known: tuple[str, ...]) -> KAnonymity:
    k = sizes(lines, known)
    return KAnonymity(known, float((k == 1).mean() or 0.0), float((k < FEW).mean() or 0.0), float(k.median() or 0.0))  # pyright: ignore[reportArgumentType]

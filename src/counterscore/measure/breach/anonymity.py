"""k-anonymity of leaked entries: how many people share what an attacker knows."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from counterscore.measure.breach.leak import Leak

SMALL_GROUP = 5
# Quasi-identifiers: what somebody may know about a neighbour, and what a register adds.
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
    """k-anonymity under one set of quasi-identifiers.

    `known`: the quasi-identifiers. `alone`: share of entries with k = 1. `below_five`: share with k below
    SMALL_GROUP. `median`: of k.
    """

    known: tuple[str, ...]
    alone: float
    below_five: float
    median: float


def k_anonymity(leak: Leak) -> list[KAnonymity]:
    """Return the k-anonymity of the entries for each set of quasi-identifiers; scores are rounded down to points."""
    if leak.lines.is_empty():
        return []
    lines = lines_of(leak)
    return [_k_anonymity(lines, known) for known in SETS if leak.register or not _ADDED & set(known)]


def lines_of(leak: Leak) -> pl.DataFrame:
    """Return the entries, joined with what acquaintances know about the people in them."""
    known = leak.people.select("id", "place", "sex", "age", "education", "income_fifth", "minority", "trust_fifth")
    lines = leak.lines.with_columns(pl.col("score").floor()) if leak.register else leak.lines
    return lines.join(known, on="id", how="left", maintain_order="left")


def sizes(lines: pl.DataFrame, known: tuple[str, ...]) -> pl.Series:
    """Return for each entry the number of entries with the same known values, itself included."""
    return lines.select(pl.len().over(known))["len"]


def _k_anonymity(lines: pl.DataFrame, known: tuple[str, ...]) -> KAnonymity:
    k = sizes(lines, known)
    alone, small, median = (float(each or 0.0) for each in ((k == 1).mean(), (k < SMALL_GROUP).mean(), k.median()))  # pyright: ignore[reportArgumentType]
    return KAnonymity(known, alone, small, median)

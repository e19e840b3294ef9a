"""What leaked records tell of people that nobody declared, and who is hit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from counterscore.measure.breach.anonymity import lines_of, sizes
from counterscore.measure.breach.leak import Leak
from counterscore.run.privacy.guess import told_apart

FEWEST = 50
GROUPS: dict[str, pl.Expr] = {
    "everybody": pl.lit(True),
    "poorest fifth": pl.col("income_fifth") == 1,
    "richest fifth": pl.col("income_fifth") == 5,
    "in town": pl.col("place") == "urban",
    "in the country": pl.col("place") == "rural",
    "minority": pl.col("minority"),
    "majority": ~pl.col("minority"),
    "least trustworthy fifth": pl.col("trust_fifth") == 1,
    "most trustworthy fifth": pl.col("trust_fifth") == 5,
}
ACQUAINTANCE = ("region", "place", "sex", "age", "education")


class Hit(NamedTuple):
    """Of a group: people whose line leaks, the share singled out, the share on a list; None where there is no list."""

    people: int
    alone: float
    listed: float | None


def told(leak: Leak) -> dict[str, float | None]:
    """Return how well (AUC) minority, heterodox taste, illness at the end and income are told from the leaked acts.

    None where the leak holds too few people for it.
    """
    names = ("minority", "heterodoxy", "illness", "income")
    people = leak.people.filter(pl.col("id").is_in(leak.leaked))
    if len(people) < FEWEST or leak.acts.is_empty():
        return dict.fromkeys(names)
    truths = np.column_stack(
        [
            people["minority"].to_numpy(),
            _upper(people["heterodoxy"]),
            people["ill"].to_numpy(),
            _upper(people["wage"]),
        ]
    )
    found = told_apart(_counts(leak, people["id"]), truths)
    return {name: None if value != value else value for name, value in zip(names, found, strict=True)}


def _counts(leak: Leak, ids: pl.Series) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How often each leaked person is recorded with each activity."""
    counted = leak.acts.group_by("id", "activity").len()
    kinds = sorted(set(leak.acts["activity"]))
    wide = pl.DataFrame({"id": ids}).join(
        counted.pivot("activity", index="id", values="len"), on="id", how="left", maintain_order="left"
    )
    return wide.select(kinds).fill_null(0).to_numpy().astype(np.int64)


def _upper(values: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = values.to_numpy()
    return numbers > np.median(numbers)


def hit(leak: Leak, lists: bool) -> dict[str, Hit]:
    """Return by group who is hit: whom acquaintances can single out, by the score too if there is one; who is listed.

    `lists`: whether the regime has any.
    """
    lines = lines_of(leak)
    known = (*ACQUAINTANCE, "score") if leak.register else ACQUAINTANCE
    listed = pl.col("lists").list.len() > 0 if leak.register else pl.lit(False)
    marked = lines.with_columns(alone=sizes(lines, known) == 1, listed=listed)
    groups = {name: marked.filter(belongs) for name, belongs in GROUPS.items()}
    return {
        name: Hit(len(group), _mean(group["alone"]), _mean(group["listed"]) if lists and leak.register else None)
        for name, group in groups.items()
        if len(group)
    }


def _mean(flags: pl.Series) -> float:
    return float(flags.sum()) / len(flags)

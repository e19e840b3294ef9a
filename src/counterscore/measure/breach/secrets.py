"""What leaked records reveal about undeclared attributes, and which groups are exposed most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from counterscore.measure.breach.anonymity import lines_of, sizes
from counterscore.measure.breach.leak import Leak
from counterscore.run.privacy.guess import inference_auc
from counterscore.run.privacy.watchers import ATTRIBUTES

FEWEST = 50
GROUPS: dict[str, pl.Expr] = {
    "everybody": pl.lit(True),
    "poorest fifth": pl.col("income_fifth") == 1,
    "richest fifth": pl.col("income_fifth") == 5,
    "urban residents": pl.col("place") == "urban",
    "rural residents": pl.col("place") == "rural",
    "minority": pl.col("minority"),
    "majority": ~pl.col("minority"),
    "least trustworthy fifth": pl.col("trust_fifth") == 1,
    "most trustworthy fifth": pl.col("trust_fifth") == 5,
}
ACQUAINTANCE = ("region", "place", "sex", "age", "education")


class Exposure(NamedTuple):
    """The exposure of a group: people whose entry leaks, share identified, share listed (None without lists)."""

    people: int
    alone: float
    listed: float | None


def inferred(leak: Leak) -> dict[str, float | None]:
    """Return the AUC with which leaked acts reveal minority, heterodox taste, illness at the end and income.

    0.5 is chance, 1 is certainty; None if too few people leak for an estimate.
    """
    people = leak.people.filter(pl.col("id").is_in(pl.Series(leak.leaked)))
    counts = leak.records.months_of()[np.isin(leak.records.ids, leak.leaked)]
    if len(people) < FEWEST or not counts.any():
        return dict.fromkeys(ATTRIBUTES)
    truths = np.column_stack(
        [
            people["minority"].to_numpy(),
            _upper(people["heterodoxy"]),
            people["ill"].to_numpy(),
            _upper(people["wage"]),
        ]
    )
    found = inference_auc(counts[:, counts.any(axis=0)], truths)
    return {name: None if value != value else value for name, value in zip(ATTRIBUTES, found, strict=True)}


def _upper(values: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = values.to_numpy()
    return numbers > np.median(numbers)


def exposure(leak: Leak, lists: bool) -> dict[str, Exposure]:
    """Return by group the share of people whom acquaintances can identify, and the share listed.

    Acquaintances also know the score, if there is one. `lists`: whether the regime has lists.
    """
    lines = lines_of(leak)
    known = (*ACQUAINTANCE, "score") if leak.register else ACQUAINTANCE
    listed = pl.col("lists").list.len() > 0 if leak.register else pl.lit(False)
    marked = lines.with_columns(alone=sizes(lines, known) == 1, listed=listed)
    groups = {name: marked.filter(members) for name, members in GROUPS.items()}
    return {
        name: Exposure(
            people=len(group),
            alone=_mean(group["alone"]),
            listed=_mean(group["listed"]) if lists and leak.register else None,
        )
        for name, group in groups.items()
        if len(group)
    }


def _mean(flags: pl.Series) -> float:
    return float(flags.sum()) / len(flags)

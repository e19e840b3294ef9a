"""Small worlds in which an operator fits a model."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl

import counterscore as cs

FICO = "fico"


@cache
def usa() -> cs.Society:
    """Return the society of the credit score."""
    return cs.Society.load("usa-2019")


def regime(ratings: bool = False, **model: Any) -> cs.Regime:
    """Return the credit score without its scorecard, with its model changed and a horizon for a short run."""
    file = cs.Regime.load(FICO).file
    assert file.score
    assert file.score.model
    changed = file.score.model.model_dump() | {"horizon": 12, "every": 6} | model
    score = file.score.model_dump() | {"model": changed}
    return cs.Regime.of(
        type(file).model_validate(file.model_dump() | {"score": score} | ({} if ratings else {"ratings": []}))
    )


def unresponsive() -> cs.Society:
    """Return the same society, with people who do not respond to a score."""
    file = usa().file
    none = {name: {"value": 0.0, "assumption": "off", "range": [0.0, 0.0]} for name in ("comply", "censor", "game")}
    responses = file.responses.model_dump() | none
    return cs.Society.of(type(file).model_validate(file.model_dump() | {"responses": responses}))


def run(
    rules: cs.Regime, months: int = 30, citizens: int = 3000, society: cs.Society | None = None, **how: Any
) -> cs.Run:
    """Simulate a small world under a model."""
    return cs.simulate(society or usa(), rules, citizens=citizens, months=months, report=False, **how)


def coefficients(made: cs.Run, month: int | None = None) -> dict[str, float]:
    """Return the coefficients by term, of the fit in a month or of the last fit."""
    rows = made.models.filter(pl.col("what") == "coefficient")
    last = rows["month"].max() if month is None else month
    return dict(rows.filter(pl.col("month") == last).select("term", "value").iter_rows())


def about(made: cs.Run, what: str, term: str = "cases") -> list[float]:
    """Return one figure of every fit, by month."""
    return made.models.filter((pl.col("what") == what) & (pl.col("term") == term)).sort("month")["value"].to_list()

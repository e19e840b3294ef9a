"""operators.parquet: how many have a score with each operator in force, month by month, and its mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from counterscore.engine.access.gate import ANSWERS
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import Longs
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World

if TYPE_CHECKING:
    from counterscore.run.chronicle import Chronicle


def table(story: Chronicle) -> pl.DataFrame:
    """Return operators.parquet: one row a month and operator in force; nobody's mean is null."""
    rows = [
        (record.month, operator.id, int(enrolled), _mean(int(enrolled), int(total), int(operator.scale.lowest)))
        for record in story.months
        for operator, (enrolled, total) in zip(record.plan.operators, record.members, strict=True)
    ]
    schema = {"month": pl.Int32, "operator": pl.String, "enrolled": pl.Int64, "mean_score": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _mean(enrolled: int, total: int, lowest: int) -> float | None:
    return round((total / enrolled + lowest - 1) / 1000, 3) if enrolled else None


def members(world: World, plan: Plan) -> Longs:
    """Return, by operator in force, how many have a score there and the sum of their rungs."""
    counted = np.zeros((len(plan.operators), 2), np.int64)
    for place in range(len(plan.operators)):
        score = row(world.state, place, 0, world.people).score
        counted[place] = np.count_nonzero(score), score.sum(dtype=np.int64)
    return counted


def of_members(world: World, month: MonthResult) -> Longs:
    """Return the answers to those who have a score with some operator, and to the others: 2 x decisions x answers.

    Of a child's request it is the child who is counted, as in the other tables; children have no score.
    """
    scored = np.any([row(world.state, k).score > 0 for k in range(len(world.latest.operators))], axis=0)
    shape = (2, month.answers.shape[1], len(ANSWERS))
    counts = np.zeros(shape, np.int64)
    for asks, count, said in month.asks:
        out = ~scored[asks.person[:count]]
        cell = np.ravel_multi_index((out.astype(np.intp), asks.decision[:count].astype(np.intp), said), shape)
        counts += np.bincount(cell, minlength=counts.size).reshape(shape)
    return counts

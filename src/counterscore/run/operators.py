"""operators.parquet: how many people have a score with each operator in force, and their mean score, by month."""

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
    """Return operators.parquet: one row for each month and operator in force; the mean is null without any score."""
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
    """Return, for each operator in force, how many people have a score there and the sum of their rungs."""
    counted = np.zeros((len(plan.operators), 2), np.int64)
    for place in range(len(plan.operators)):
        score = row(world.state, place, 0, world.people).score
        counted[place] = np.count_nonzero(score), score.sum(dtype=np.int64)
    return counted


def of_members(world: World, month: MonthResult) -> Longs:
    """Return the counts of answers to people with a score from any operator, then to the others.

    The shape is 2 x decisions x answers. A child's request counts as the child's, as in the other tables; children have
    no score.
    """
    scored = np.any([row(world.state, k).score > 0 for k in range(len(world.latest.operators))], axis=0)
    shape = (2, month.answers.shape[1], len(ANSWERS))
    counts = np.zeros(shape, np.int64)
    for asks, count, answered in month.asks:
        out = ~scored[asks.person[:count]]
        cell = np.ravel_multi_index((out.astype(np.intp), asks.decision[:count].astype(np.intp), answered), shape)
        counts += np.bincount(cell, minlength=counts.size).reshape(shape)
    return counts

"""The firms' part of decisions.parquet."""

from __future__ import annotations

import numpy as np
import polars as pl

from counterscore.engine.firms.gates import BY_GATE, GRANTED, NO_PLACE
from counterscore.run.firms.month_record import ANSWERED, FirmsMonthRecord, group_rows
from counterscore.society.firms_schema import FirmsSpec


def table(records: list[tuple[int, FirmsMonthRecord]], spec: FirmsSpec) -> pl.DataFrame:
    """Return the firms' rows of decisions.parquet: one for each month, decision and group.

    `records`: each with its month, which counts from 0.
    """
    names = [decision.id for decision in spec.decisions]
    groups, masks = group_rows(spec, len(records[0][1].answers))
    by_cell = np.stack([each.answers for _, each in records], axis=1)  # cells x months x decisions x answers
    flat = np.tensordot(masks, by_cell, axes=1).transpose(1, 2, 0, 3).reshape(-1, ANSWERED)
    months_refused = np.tensordot(
        masks, np.stack([each.months_refused for _, each in records], axis=1), axes=1
    ).transpose(1, 2, 0)
    months, decisions = len(records), len(names)
    return pl.DataFrame(
        {
            "month": np.repeat(np.array([month for month, _ in records], np.int32), decisions * len(groups)),
            "decision": pl.Series(names).gather(np.tile(np.repeat(np.arange(decisions), len(groups)), months)),
            "kind": pl.repeat("firm", len(flat), eager=True),
            "group": pl.Series(groups).gather(np.tile(np.arange(len(groups)), months * decisions)),
            "asked": flat.sum(axis=1),
            "granted": flat[:, GRANTED],
            "denied": flat[:, BY_GATE] + flat[:, NO_PLACE],
            "refused_by_gate": flat[:, BY_GATE],
            "no_place": flat[:, NO_PLACE],
            "months_refused": months_refused.ravel(),
        }
    )

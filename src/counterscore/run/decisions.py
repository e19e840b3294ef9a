"""decisions.parquet: what was asked for and what the answer was, by month, decision and group."""

from __future__ import annotations

import numpy as np
import polars as pl

from counterscore.engine.gate import ANSWERS, BY_GATE, GRANTED, NO_PLACE
from counterscore.engine.groups import group_masks
from counterscore.run.chronicle import Chronicle, grouped
from counterscore.society.schema import SocietyFile


def table(story: Chronicle, society: SocietyFile) -> pl.DataFrame:
    """Return decisions.parquet, one row a month, decision and group, also where nobody asked.

    asked = granted + denied; denied = refused_by_gate + no_place. `kind` says who is decided upon.
    """
    names, group_names = [decision.id for decision in society.decisions], list(group_masks())
    months, decisions, groups = len(story.months), len(names), len(group_names)
    by_group = grouped(np.stack([kept.answers for kept in story.months], axis=1))  # groups x months x decisions
    flat = by_group.transpose(1, 2, 0, 3).reshape(-1, len(ANSWERS))
    month = np.array([kept.month for kept in story.months], np.int32)
    return pl.DataFrame(
        {
            "month": np.repeat(month, decisions * groups),
            "decision": pl.Series(names).gather(np.tile(np.repeat(np.arange(decisions), groups), months)),
            "kind": pl.repeat("citizen", len(flat), eager=True),
            "group": pl.Series(group_names).gather(np.tile(np.arange(groups), months * decisions)),
            "asked": flat.sum(axis=1),
            "granted": flat[:, GRANTED],
            "denied": flat[:, BY_GATE] + flat[:, NO_PLACE],
            "refused_by_gate": flat[:, BY_GATE],
            "no_place": flat[:, NO_PLACE],
        }
    )

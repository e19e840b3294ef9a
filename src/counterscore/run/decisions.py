"""decisions.parquet: requests and answers by month, decision and group."""

from __future__ import annotations

import numpy as np
import polars as pl

from counterscore.engine.access.gate import ANSWERS, BY_FAMILY, BY_GATE, BY_LIST, GRANTED, NO_PLACE
from counterscore.engine.core.groups import group_masks
from counterscore.engine.core.state import Longs
from counterscore.run.chronicle import Chronicle, grouped
from counterscore.run.firms import decisions as firms
from counterscore.society.schema import SocietyFile

MEMBERS = ("enrolled", "not-enrolled")
REFUSED = (BY_GATE, BY_LIST, BY_FAMILY, NO_PLACE)
_BY_LISTS = ("refused_by_list", "refused_for_relative")


def table(story: Chronicle, society: SocietyFile) -> pl.DataFrame:
    """Return decisions.parquet: one row for each month, decision and group, even if nobody asked.

    asked = granted + denied; denied = refused_by_gate + refused_by_list + refused_for_relative + no_place. `kind`:
    citizen or firm, citizens first. Months with voluntary participation have rows for the groups MEMBERS as well. A
    column that is not counted for these groups, or for firms, is null.
    """
    citizens = _citizens(story, society)
    firms_by_month = [(each.month, each.firms) for each in story.months if each.firms]
    if not (society.firms and firms_by_month):
        return citizens
    both = pl.concat([citizens, firms.table(firms_by_month, society.firms)], how="diagonal")
    return both.with_columns(pl.col(_BY_LISTS).fill_null(0))


def _citizens(story: Chronicle, society: SocietyFile) -> pl.DataFrame:
    by_group = grouped(np.stack([record.answers for record in story.months], axis=1))  # groups x months x decisions
    month = [record.month for record in story.months]
    whole = _rows(by_group, month, list(group_masks()), society)
    whole = whole.with_columns(months_refused=_by_row(story, "months_refused").ravel(), **_outcomes(story, society))
    voluntary = [record for record in story.months if record.of_members is not None]
    if not voluntary:
        return whole
    of_members = np.stack([record.of_members for record in voluntary if record.of_members is not None], axis=1)
    others = _rows(of_members, [record.month for record in voluntary], list(MEMBERS), society)
    order = {decision.id: place for place, decision in enumerate(society.decisions)}
    return pl.concat([whole, others], how="diagonal").sort(
        "month", pl.col("decision").replace_strict(order, return_dtype=pl.Int32), maintain_order=True
    )


def _rows(counts: Longs, at: list[int], group_names: list[str], society: SocietyFile) -> pl.DataFrame:
    """Return counts (groups x months x decisions x answers) as rows, in the order of months, decisions and groups."""
    names = [decision.id for decision in society.decisions]
    months, decisions, groups = len(at), len(names), len(group_names)
    answers = counts.transpose(1, 2, 0, 3).reshape(-1, len(ANSWERS))
    month = np.array(at, np.int32)
    return pl.DataFrame(
        {
            "month": np.repeat(month, decisions * groups),
            "decision": pl.Series(names).gather(np.tile(np.repeat(np.arange(decisions), groups), months)),
            "kind": pl.repeat("citizen", len(answers), eager=True),
            "group": pl.Series(group_names).gather(np.tile(np.arange(groups), months * decisions)),
            "asked": answers.sum(axis=1),
            "granted": answers[:, GRANTED],
            "denied": answers[:, REFUSED].sum(axis=1),
            "refused_by_gate": answers[:, BY_GATE],
            "refused_by_list": answers[:, BY_LIST],
            "refused_for_relative": answers[:, BY_FAMILY],
            "no_place": answers[:, NO_PLACE],
        }
    )


def _by_row(story: Chronicle, name: str) -> Longs:
    """Return one count as months x decisions x groups (x answers), summed over cells."""
    by_group = grouped(np.stack([getattr(record, name) for record in story.months], axis=1))
    return np.moveaxis(by_group, 0, 2)


def _outcomes(story: Chronicle, society: SocietyFile) -> dict[str, pl.Series]:
    """Return how many requests, and how many granted ones, would turn out well; null for decisions without outcome."""
    good = _by_row(story, "good").reshape(-1, len(ANSWERS))
    some = np.repeat([decision.outcome is not None for decision in society.decisions], len(group_masks()))
    known = pl.Series(np.tile(some, len(story.months)))
    columns = {"well": good.sum(axis=1), "well_granted": good[:, GRANTED]}
    return {name: pl.Series(values).set(~known, None) for name, values in columns.items()}

"""ledger.parquet: every score change of the people followed, and the answer to each of their requests."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from counterscore.engine.scoring.account import OTHER, width
from counterscore.regime.schema import RegimeFile
from counterscore.run.chronicle import Chronicle, MonthRecord
from counterscore.run.following import SAID
from counterscore.society.schema import SocietyFile

ACT_REASONS = ("act", "cap", "false record")
_POINT = 1000


class EntryWords(NamedTuple):
    """How the ledger describes a column of the account, or an answer to a request."""

    activity: str | None
    domain: str | None
    partner: str | None
    reason: str
    decision: str | None


def table(story: Chronicle, society: SocietyFile, regime: RegimeFile) -> pl.DataFrame:
    """Return ledger.parquet, by month; in each month the score changes by id, then the answers by id.

    A person's `points` sum to the score. They have three decimals; `thousandths` holds the same as a whole number.
    `operator`: whose score it is; null for answers. Rows of answers have 0 points, the `decision` asked for, and the
    answer as `reason`.
    """
    operators = _operators(story)
    first = width(len(society.activities))
    ids = [column for record in story.months for column in (record.entries.ids, record.requests.ids)]
    codes = [column for record in story.months for column in (record.entries.column, _code(record, first))]
    moved = [c for record in story.months for c in (record.entries.thousandths, np.zeros_like(record.requests.ids))]
    months = np.array([record.month for record in story.months], np.int32)
    lengths = [len(record.entries.ids) + len(record.requests.ids) for record in story.months]
    return _named(
        pl.DataFrame(
            {
                "id": np.concatenate(ids),
                "month": np.repeat(months, lengths),
                "code": np.concatenate(codes).astype(np.int32),
                "thousandths": np.concatenate(moved).astype(np.int64),
            }
        ).with_columns(operator=operators),
        pl.DataFrame(_lines(society, regime), schema=dict.fromkeys(EntryWords._fields, pl.String), orient="row"),
    )


def _named(rows: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    words = {name: lines[name].gather(rows["code"]) for name in lines.columns}
    named = rows.with_columns(**words, points=(pl.col("thousandths") / _POINT).round(3))
    return named.select(
        "id", "month", "operator", "activity", "domain", "partner", "points", "reason", "thousandths", "decision"
    )  # fmt: skip


def _operators(story: Chronicle) -> pl.Series:
    """Return the operator of each row of the ledger; null for answers."""
    names = list(dict.fromkeys(operator.id for record in story.months for operator in record.plan.operators))
    places: list[np.ndarray[tuple[int], np.dtype[np.intp]]] = []
    for record in story.months:
        own = np.array([names.index(operator.id) for operator in record.plan.operators] or [len(names)], np.intp)
        places += [own[record.entries.operator], np.full(len(record.requests.ids), len(names), np.intp)]
    return pl.Series([*names, None], dtype=pl.String).gather(np.concatenate(places))


def _code(record: MonthRecord, first: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return a code for each answer; the codes follow those of the columns of the account."""
    requests = record.requests
    return first + requests.decision.astype(np.int32) * len(SAID) + requests.answer


def _lines(society: SocietyFile, regime: RegimeFile) -> list[EntryWords]:
    watchers = {activity: source.id for source in regime.partners for activity in source.sees}
    acts = [
        EntryWords(
            activity=activity.id,
            domain=activity.domain,
            partner=watchers.get(activity.id),
            reason=reason,
            decision=None,
        )
        for reason in ACT_REASONS
        for activity in society.activities
    ]
    others = [EntryWords(activity=None, domain=None, partner=None, reason=reason, decision=None) for reason in OTHER]
    answers = [
        EntryWords(activity=None, domain=None, partner=None, reason=answer, decision=decision.id)
        for decision in society.decisions
        for answer in SAID
    ]
    return [*acts, *others, *answers]

"""The data dictionary and the tables of a run name the same columns, measures and reasons."""

from __future__ import annotations

import polars as pl
import pytest

from counterscore import Regime, Run, Society, simulate
from counterscore.engine.scoring.account import OTHER
from counterscore.run.following import SAID
from counterscore.run.ledger import ACT_REASONS
from docs.repository import DOCS, tables

FOUND = tables((DOCS / "data-dictionary.md").read_text(encoding="utf-8"))
TABLES = ("register", "people", "months", "decisions", "operators", "ledger", "firms", "privacy")


@pytest.fixture(scope="module")
def run() -> Run:
    society, regime = Society.load("china-2018"), Regime.load("citizen-score")
    return simulate(society, regime, citizens=300, months=48, follow=5, report=False)


def _named(key: str, **many: list[str]) -> list[str]:
    """Return the first cells of a table of the page; `<word>` is replaced by each of `many[word]`."""
    names = [row[0].strip("`") for row in FOUND[key]]
    for word, each in many.items():
        names = [name.replace(f"<{word}>", one) for name in names for one in (each if f"<{word}>" in name else [""])]
    return names


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_types(run: Run, name: str) -> None:
    decisions = [decision.id.replace("-", "_") for decision in run.society.file.decisions]
    operators = [operator.id.replace("-", "_") for operator in run.regime.file.operators]
    table = run.table(f"{name}.parquet")
    named = _named(
        f"{name}.parquet: column",
        **{"decision": decisions, "operator": operators, "firm-decision": _firm_decisions(run)},
    )
    assert sorted(named) == sorted(table.columns) if name == "firms" else named == table.columns
    types = {row[0].strip("`"): row[1] for row in FOUND[f"{name}.parquet: column"]}
    for column, kind in table.schema.items():
        every = types.get("denied_<decision>") or types.get("denied_<firm-decision>")
        every = types["score_<operator>"] if column.startswith("score_") else every
        assert types.get(column, every) == str(kind)


def _firm_decisions(run: Run) -> list[str]:
    firms = run.society.file.firms
    return [decision.id.replace("-", "_") for decision in firms.decisions] if firms else []


def test_measures(run: Run) -> None:
    file, rules = run.society.file, run.regime.file
    names = _named(
        "months.parquet: measure",
        activity=[activity.id for activity in file.activities],
        way=[tactic.id for tactic in file.responses.tactics],
        fake=[tactic.id for tactic in file.responses.tactics if tactic.kind == "fake"],
        list=[listing.id for listing in rules.lists],
        band=[band.id for band in rules.bands],
    )
    firms, ruled = file.firms, rules.firms
    assert firms
    assert ruled
    names += _named(
        "months.parquet: measure of firms",
        **{
            "firm-activity": [activity.id for activity in firms.activities],
            "firm-list": [listing.id for listing in ruled.lists],
            "firm-band": [band.id for band in ruled.bands],
        },
    )
    assert set(names) == set(run.months["measure"])


def test_groups_of_measures(run: Run) -> None:
    counted = dict(run.months.group_by("measure").agg(pl.col("group").n_unique()).iter_rows())
    for row in FOUND["months.parquet: measure"] + FOUND["months.parquet: measure of firms"]:
        measure = row[0].strip("`")
        if "<" not in measure:
            assert (counted[measure] > 1) == (row[1] == "every"), measure


def test_reasons() -> None:
    assert set(_named("ledger.parquet: reason")) == {*ACT_REASONS, *OTHER, *SAID}


def test_the_manifest(run: Run) -> None:
    assert _named("run.json: key") == list(type(run.manifest).model_fields)

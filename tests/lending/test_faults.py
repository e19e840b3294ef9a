"""Faults of aggregate tables, and of gates with separate or chosen lines, are reported with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.society.load import Society

TABLES = (FOLDER / "societies/transrisk-2003.toml").read_text(encoding="utf-8")
LENDER = (FOLDER / "regimes/lending-2003.toml").read_text(encoding="utf-8")
GOAL = 'goal = "profit"'
GATE = LENDER[LENDER.index('division = "group"') : LENDER.index("[gates.facts]")]


def _read(path: Path, text: str, society: str) -> None:
    if text is TABLES:
        Society.load(path)
    else:
        check(Regime.load(path), Society.load(society))


def _line(name: str) -> str:
    return f'{{ of = "{name}", score = {{ value = 600, source = "x" }} }}'


def fault_of(path: Path, text: str, old: str, new: str, society: str = "transrisk-2003") -> Fault:
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        _read(path, text, society)
    fault = caught.value.faults[0]
    assert fault.line > 0
    return fault


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("people = 18274", "people = 900", "aggregates.groups[0].cumulative[", "merge it with a neighbouring row"),
        ("at = [\n    0, 0.5", "at = [\n    0.7, 0.5", "aggregates.groups[0].at[1]", "scores of a table must increase"),
        ("at = [\n    0, ", "at = [\n    -1, ", "aggregates.groups[0].at[0]", "percentile"),
        ('id = "white"', 'id = "black"', "aggregates.groups[1].id", "second time"),
        ("\nill = [", "\nname = [", "aggregates.groups[0].name", "unknown key"),
        (
            "\ncumulative = [\n    0.0007,",
            "\ncumulative = [\n    0.9,",
            "aggregates.groups[0].cumulative[1]",
            "must not decrease",
        ),
        ("points = [300, 350", "points = [360, 350", "aggregates.scale", "points must increase"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    fault = fault_of(tmp_path / "a.toml", TABLES, old, new)
    assert fault.key.startswith(key)
    assert message in fault.message


def test_an_outcome_read_off_a_table_needs_one(tmp_path: Path) -> None:
    end = TABLES[TABLES.index("[aggregates.scale]") :]
    fault = fault_of(tmp_path / "a.toml", TABLES, end, "")
    assert (fault.key, fault.message) == (
        "decisions[0].outcome.table",
        "an outcome with `table` needs [aggregates]; add the tables or leave `table` out",
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('division = "group"\n', "", "gates[0].lines", "`lines` need a `division`, which says for which groups"),
        (GOAL, 'goal = "equal-selection"', "gates[0].objective.goal", "which says between which groups"),
    ],
)
def test_separate_lines_and_equality_need_a_division(
    tmp_path: Path, old: str, new: str, key: str, message: str
) -> None:
    text = LENDER
    if "lines" in key:
        lines = ", ".join(_line(name) for name in ("black", "white"))
        text = text.replace(GATE, f"lines = [{lines}]\n")
        old, new = "lines = [", "lines = [ "
    else:
        text = text.replace('division = "group"\n', "")
    fault = fault_of(tmp_path / "a.toml", text, old, new)
    assert message in fault.message
    assert fault.key in (key, "gates[0]")


@pytest.mark.parametrize(
    ("old", "new", "society", "key", "message"),
    [
        ('division = "group"', 'division = "regions"', "transrisk-2003", "gates[0].division", "not an allowed word"),
        (
            'division = "group"', 'division = "group"\npercentile = { value = 5, source = "x" }', "transrisk-2003",
            "gates[0].objective", "second rule",
        ),
        ("every = 1", "every = 0", "transrisk-2003", "gates[0].objective.every", "greater than or equal"),
        (GOAL, 'goal = "profits"', "transrisk-2003", "gates[0].objective.goal", "not an allowed word"),
    ],
)  # fmt: skip
def test_an_impossible_gate(tmp_path: Path, old: str, new: str, society: str, key: str, message: str) -> None:
    fault = fault_of(tmp_path / "a.toml", LENDER, old, new, society)
    assert fault.key == key
    assert message in fault.message


def test_a_group_that_the_society_does_not_have(tmp_path: Path) -> None:
    lines = ", ".join(_line(name) for name in ("blck", "white"))
    text = LENDER.replace(GATE, f'division = "group"\nlines = [{lines}]\n')
    fault = fault_of(tmp_path / "a.toml", text, "lines", "lines")
    assert (fault.key, fault.nearest) == ("gates[0].lines[0].of", "black")


def test_groups_and_starting_scores_need_aggregate_tables(tmp_path: Path) -> None:
    starter = (FOLDER / "starters/regime.toml").read_text(encoding="utf-8")
    for old, new, key in (
        ("base = 1000.0", 'base = 1000.0\nstarts = "table"', "score.starts"),
        (
            'band = "sound"',
            'division = "group"\nobjective = { goal = "profit", gain = { value = 1, source = "x" }, '
            'loss = { value = 4, source = "x" } }',
            "gates[0].division",
        ),
    ):
        fault = fault_of(tmp_path / "a.toml", starter, old, new, "china-2018")
        assert fault.key == key
        assert "aggregate tables" in fault.message

"""The page of published figures says what the recorded results say, and the record belongs to the society."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterscore import Society
from counterscore.catalogue.origins import HeldOut
from opinionated import opinionated
from published import page, surveys
from published.basis import basis
from published.recorded import GROUPS, OPINIONS, SOCIETY, read, recorded
from published.section import Row, Section
from society.layers import FILE as LAYERS
from society.lifecourse import FILE as LIFE

CHINA = Society.load(SOCIETY)
AGAIN = "run ./lab python tests/published/recorded.py, then ./lab python tests/published/page.py"


@pytest.fixture(scope="module")
def found() -> list[Section]:
    return page.sections()


def row(**parts: Any) -> Row:
    whole: dict[str, Any] = {
        "what": "a figure", "published": 0.5, "synthetic": 0.52, "kind": "fitted", "source": "a book",
        "tolerance": 0.01,
    }  # fmt: skip
    return Row(**{**whole, **parts})


def test_the_record_is_that_of_the_society_and_of_this_version_of_the_results():
    record = read()
    assert {key: record[key] for key in basis(CHINA)} == basis(CHINA), f"the record is stale: {AGAIN}"
    assert ("opinions" in record) == (CHINA.file.opinions is not None), AGAIN


@pytest.mark.parametrize("record", [LIFE, LAYERS], ids=["lifecourse", "layers"])
def test_records_of_other_checks_on_the_page_are_not_stale(record: Path):
    found = json.loads(record.read_text(encoding="utf-8"))
    assert {key: found[key] for key in basis(CHINA)} == basis(CHINA), f"stale: ./lab python {record.with_suffix('.py')}"


def test_the_page_and_its_pictures_are_up_to_date(found: list[Section]):
    assert page.PAGE.read_text(encoding="utf-8") == page.written(found), AGAIN
    drawn = page.pictures(found)
    assert {file.name for file in page.PICTURES.glob("*.svg")} == set(drawn), AGAIN
    assert [name for name, text in drawn.items() if (page.PICTURES / name).read_text(encoding="utf-8") != text] == []


def test_every_target_and_every_figure_set_aside_is_on_the_page(found: list[Section]):
    shown = {row.what for section in found for row in section.rows}
    assert {each.title for each in (*CHINA.file.targets, *CHINA.file.set_aside)} <= shown


def test_an_error_larger_than_the_tolerance_is_a_miss_and_the_page_says_so():
    assert row().missed
    assert not row(synthetic=0.505).missed
    assert not row(tolerance=None).missed
    assert not row(published=None).missed
    assert row(published=None, near=(0.6, 0.7)).missed
    assert not row(published=None, near=(0.5, 0.7)).missed
    section = Section(id="a", title="A", made="Made.", rows=(row(), row(synthetic=0.5)), misses=("It is missed.",))
    text = page.written([section])
    assert "Met: 1 of 2 fitted." in text
    assert "- It is missed." in text
    assert "Nothing is missed" in page.written([replace(section, rows=(row(synthetic=0.5),), misses=())])


def test_opinions_are_left_out_where_a_society_declares_none_and_said_to_be_missed_where_they_are():
    values = {measure: {group: [0.5, 0.52] for group in GROUPS} for measure in OPINIONS}
    record = {"citizens": 10, "years scored": 1, "opinions": values}
    without = Society.of(CHINA.file.model_copy(update={"opinions": None}))
    assert surveys.section(without, record) is None
    surveyed = HeldOut(measure="approval", what="most approve", source="a survey", value=0.8)
    file = opinionated(CHINA.file).model_copy(update={"held_out": [surveyed]})
    section = surveys.section(Society.of(file), record)
    assert section is not None
    assert [(each.kind, each.error) for each in section.rows[:1]] == [("held out", pytest.approx(-0.29))]
    assert len(section.misses) == 1


def test_a_record_holds_unemployment_by_year_and_opinions_by_group():
    society = Society.of(opinionated(CHINA.file))
    record = recorded(society, citizens=100, seeds=2, years=2, years_scored=1)
    assert [len(path) for path in record["unemployment"]] == [2, 2]
    assert all(0 <= share <= 1 for path in record["unemployment"] for share in path)
    assert set(record["opinions"]) == set(OPINIONS)
    assert set(record["opinions"]["trust"]) == set(GROUPS)
    assert "opinions" not in recorded(
        Society.of(CHINA.file.model_copy(update={"opinions": None})), citizens=100, seeds=1, years=1, years_scored=1
    )

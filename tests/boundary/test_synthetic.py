"""Everybody is synthetic, with a number and no name; every table, page and command says so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from counterscore import Regime, Run, Society, simulate
from counterscore.catalogue.find import FOLDER
from counterscore.report.page.html import html
from counterscore.report.run.report import RunReport

TABLES = ("register", "people", "months", "decisions", "ledger")
ROOT = Path(__file__).parents[2]
# Columns by which a real person could be found.
TELLING = re.compile(
    r"(^|_)(name|surname|forename|email|mail|telephone|address|street|passport|national|ssn|card|account|birthday|"
    r"latitude|longitude|ip|device|photo|face)(_|$)"
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("boundary") / "run"
    society, regime = Society.load("china-2018"), Regime.load("citizen-score")
    return simulate(society, regime, citizens=300, months=14, follow=10, out=out, report=False)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_synthetic(run: Run, name: str) -> None:
    assert "synthetic" in pl.read_parquet_metadata(run.folder / f"{name}.parquet")["synthetic"]


def test_the_manifest_says_synthetic(run: Run) -> None:
    assert json.loads((run.folder / "run.json").read_text(encoding="utf-8"))["synthetic"].startswith("synthetic")


def test_the_report_says_synthetic_before_anything_else(run: Run) -> None:
    page = html(RunReport(run).page())
    assert "synthetic" in page.split("</title>")[0]
    assert "Synthetic people only" in page.split("<h1>")[0]


def test_every_shipped_file_says_synthetic_or_no_score() -> None:
    files = [file for room in ("societies", "regimes", "starters") for file in (FOLDER / room).glob("*.toml")]
    assert len(files) >= 4
    for file in files:
        text = file.read_text(encoding="utf-8").lower()
        assert "synthetic" in text or "nobody is watched" in text, file


def test_ids_are_consecutive_numbers_made_by_the_run(run: Run) -> None:
    assert run.people["id"].to_list() == list(range(len(run.people)))
    assert set(run.register["id"]) <= set(run.people["id"])
    born = run.people.filter("born_in_run")
    assert len(born) > 0
    assert born["id"].min() == run.manifest.citizens


def test_a_random_key_is_the_id_or_derived_from_the_mothers_key(run: Run) -> None:
    drawn = run.people.filter(~pl.col("born_in_run"))
    assert (drawn["key"] == drawn["id"].cast(pl.UInt32)).all()
    assert (run.people.filter("born_in_run")["key"].to_numpy() >> np.uint32(31) == 1).all()


@pytest.mark.parametrize("name", TABLES)
def test_no_column_could_identify_a_person(run: Run, name: str) -> None:
    for column in getattr(run, name).columns:
        assert not TELLING.search(column)


def test_the_pattern_of_identifying_columns_matches_examples() -> None:
    assert all(TELLING.search(column) for column in ("name", "first_name", "passport_number", "ip_address"))


def test_regions_occupations_and_the_minority_are_abstract(run: Run) -> None:
    assert run.people.schema["region"] == pl.UInt8
    assert run.people.schema["job"] == pl.UInt8
    assert run.people.schema["minority"] == pl.Boolean
    assert run.register.schema["region"] == pl.UInt8


def test_text_columns_about_people_have_fixed_sets_of_values(run: Run) -> None:
    words = [column for column, kind in run.people.schema.items() if kind == pl.String]
    assert words == ["sex", "place", "education", "band_first_year"]
    assert all(run.people[column].n_unique() <= 6 for column in words)

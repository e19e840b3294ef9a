"""list, show, check, new, schema: view, check and copy the shipped files, and get their schema."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from counterscore.regime.schema import RegimeFile


def test_list_names_what_is_shipped(call):
    outcome = call("list")
    assert outcome.status == 0
    assert "china-2018" in outcome.out
    assert "  citizen-score Citizen Score (china-2018)" in re.sub(" +(?=Citizen)", " ", outcome.out)
    assert call("list", "regimes").out.split("\n")[0].startswith("ad-platform")
    assert "citizen-score" not in call("list", "societies").out


@pytest.mark.parametrize("name", ["citizen-score", "court-blacklist-2016", "none", "china-2018", "usa-2019"])
def test_show_prints_each_part_with_its_sources(call, name: str):
    outcome = call("show", name)
    assert outcome.status == 0
    assert name in outcome.out
    assert f"{name}.toml" in outcome.out.replace("\n", "")


@pytest.mark.parametrize("kind", ["regime", "society"])
def test_a_starter_passes_the_check_and_is_not_overwritten(call, tmp_path: Path, kind: str):
    wrote = call("new", kind, "My own.toml")
    assert wrote.status == 0
    text = (tmp_path / "My own.toml").read_text()
    assert 'id = "my-own"' in text
    assert text.count("#") > 10
    checked = call("check", "My own.toml")
    assert checked.status == 0, checked.err
    again = call("new", kind, "My own.toml")
    assert again.status == 2
    assert "not overwritten" in again.err
    assert (tmp_path / "My own.toml").read_text() == text


def test_a_regime_is_checked_against_a_society_file_in_the_same_folder(call, tmp_path: Path):
    call("new", "society", "village.toml")
    call("new", "regime", "rules.toml")
    rules = tmp_path / "rules.toml"
    rules.write_text(rules.read_text().replace('society = "china-2018"', 'society = "village"'))
    assert "fits the society village" in call("check", "rules.toml").out


def test_check_shows_each_target(call):
    outcome = call("check", "china-2018")
    assert outcome.status == 0
    assert "Published figures that are not used as targets" in outcome.out
    assert "census" in outcome.out


def test_check_compares_a_regime_with_its_society(call, tmp_path: Path):
    call("new", "regime", "rules.toml")
    rules = tmp_path / "rules.toml"
    rules.write_text(rules.read_text().replace('decision = "fast-train"', 'decision = "fast-trian"'))
    outcome = call("check", "rules.toml")
    assert outcome.status == 2
    line = rules.read_text().split("\n").index('decision = "fast-trian"') + 1
    assert outcome.err.startswith(f"rules.toml:{line}:12: gates[1].decision: ")
    assert "did you mean fast-train?" in outcome.err


@pytest.mark.parametrize(("kind", "key"), [("regime", "gates"), ("society", "activities")])
def test_the_schema_is_json_and_names_the_parts(call, kind: str, key: str):
    document = json.loads(call("schema", kind).out)
    assert key in document["properties"]
    assert document["$schema"].startswith("https://json-schema.org/")


def test_every_part_of_the_regime_schema_is_described():
    definitions = RegimeFile.model_json_schema()["$defs"]
    assert all(definition.get("description") for definition in definitions.values())

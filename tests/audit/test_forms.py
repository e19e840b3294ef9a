"""The forms in which findings are printed: text, JSON, SARIF, HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft4Validator

from audit.files import DAY, FIRES, HERE, SOUND, applied, changed, read
from audit.written import toml
from counterscore.audit.against import against
from counterscore.audit.edit import changes
from counterscore.audit.html import html
from counterscore.audit.json import json as as_json
from counterscore.audit.report import Audit, audit
from counterscore.audit.sarif import sarif
from counterscore.audit.text import text
from counterscore.catalogue.find import names
from counterscore.catalogue.lawbook import rules
from counterscore.regime.load import Regime

AUDITS = [audit(Regime.load(name), on=DAY) for name in names("regimes")]
FORMS = {"text": text, "json": as_json, "sarif": sarif, "html": html}
SCHEMA = json.loads((HERE / "schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return json.loads(sarif(AUDITS))


def citizen() -> Audit:
    return next(each for each in AUDITS if each.regime.id == "citizen-score")


@pytest.mark.parametrize("form", FORMS)
def test_no_form_says_illegal_and_each_says_once_that_it_is_not_legal_advice(form: str) -> None:
    said = FORMS[form](AUDITS)
    assert "illegal" not in said.lower()
    times = len(re.findall(r"not\s+legal\s+advice", click.unstyle(said)))
    assert times == (2 if form == "sarif" else 1)  # of the tool, and of the run


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_unverified_citations(form: str) -> None:
    said = FORMS[form](AUDITS)
    shown = {each.rule.id for audited in AUDITS for each in audited.of_kind("fail", "review", "open")}
    assert "nverified" in said
    for rule in rules():
        if rule.id in shown and not rule.verified:
            assert rule.id in said


def test_sarif_is_valid(document: dict[str, Any]) -> None:
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(document)] == []


def test_the_validator_would_find_a_fault(document: dict[str, Any]) -> None:
    broken = {**document, "runs": [{**document["runs"][0], "surprise": 1}]}
    assert list(Draft4Validator(SCHEMA).iter_errors(broken))


def test_sarif_kinds_levels_taxa_and_paths(document: dict[str, Any]) -> None:
    run = document["runs"][0]
    taxa = {(each["name"], taxon["id"]) for each in run["taxonomies"] for taxon in each["taxa"]}
    assert taxa == {(rule.law, rule.article) for rule in rules()}
    for result in run["results"]:
        assert (result["kind"] == "fail") == (result["level"] != "none")
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert (result["taxa"][0]["toolComponent"]["name"], result["taxa"][0]["id"]) in taxa
        assert "rank" not in result  # no evidence was attached
    limb = next(each for each in run["results"] if each["ruleId"] == "AIA-5-1-c-i" and each["kind"] == "fail")
    steps = limb["codeFlows"][0]["threadFlows"][0]["locations"]
    assert len(steps) >= 4
    assert limb["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(".toml")


def test_a_sarif_fix_is_the_edit(tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(changed(SOUND, FIRES["GDPR-35"]["change"])))
    found = audit(Regime.load(path), on=DAY)
    result = next(r for r in json.loads(sarif([found]))["runs"][0]["results"] if r["ruleId"] == "GDPR-35")
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region, lines = replacement["deletedRegion"], path.read_text().split("\n")
    assert region["startLine"] == region["endLine"]
    line = lines[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "false"
    assert replacement["insertedContent"]["text"] == "true"
    finding = next(each for each in found.findings if each.rule.id == "GDPR-35")
    fixed = applied(found.regime.text, changes(finding, found.regime.text))
    path.write_text(fixed)
    assert not [e for e in audit(Regime.load(path), on=DAY).of_kind("fail") if e.rule.id == "GDPR-35"]


def test_text_has_the_layout_of_a_linter() -> None:
    lines = click.unstyle(text([citizen()])).split("\n")
    at = next(k for k, line in enumerate(lines) if " AIA-5-1-c-i fail (error): " in line)
    path, line, column = lines[at].split(" ")[0].rstrip(":").split(":")
    assert path.endswith("citizen-score.toml")
    source = citizen().regime.text.split("\n")[int(line) - 1]
    assert lines[at + 1].endswith(source)
    assert lines[at + 2].index("^") - lines[at + 1].index(source[0]) == int(column) - 1
    marks = [each.strip().split(":")[0] for each in lines[at + 3 : at + 20] if each.strip().startswith("=")]
    assert {"= met", "= path", "= edit"} <= set(marks)


def test_a_finding_shows_the_judgements_it_depends_on() -> None:
    limb = next(each for each in citizen().findings if each.rule.id == "AIA-5-1-c-ii")
    assert any(each.startswith(f"severity of {limb.subject}: ") for each in limb.judgements)
    assert any(each.startswith("gravity of plays-games: 0 out of 5 (") for each in limb.judgements)


def test_html_is_well_formed_and_loads_nothing() -> None:
    page = html(AUDITS)
    assert not re.search(r'(?:src|href)="', page)
    open_: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "br", "path", "rect"):
                open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in ("path", "rect"):
                assert open_.pop() == tag

    Tags().feed(page)
    assert open_ == []
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_against_shows_new_and_resolved_findings() -> None:
    before = audit(Regime.load(HERE / "sound.toml"), on=DAY)
    worse = changed(SOUND, {"facts.governance.impact_assessment": False, "gates.0.facts.override": ""})
    one, other = against(read(worse), before)
    gained = {(each.rule.id, each.kind) for each in one.findings if each.baseline == "new"}
    assert gained == {("GDPR-35", "fail"), ("PIPL-55", "fail"), ("AIA-14", "open")}
    assert other.findings == ()
    back, lost = against(before, read(worse))
    assert not [each for each in back.findings if each.baseline == "new"]
    assert {each.rule.id for each in lost.findings} == {"GDPR-35", "PIPL-55", "AIA-14"}
    states = [each.get("baselineState") for each in json.loads(sarif([back, lost]))["runs"][0]["results"]]
    assert states.count("absent") == 3

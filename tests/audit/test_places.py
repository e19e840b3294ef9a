"""Every finding points to the right place in the file, and its edit resolves it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.files import DAY, FIRES, SOUND, applied, changed
from audit.written import toml
from counterscore.audit.edit import changes
from counterscore.audit.report import audit
from counterscore.catalogue.find import names
from counterscore.regime.load import Regime

MANUAL = {"AIA-GATE", "US-4-5"}  # resolved by acting, not by an edit


@pytest.mark.parametrize("name", names("regimes"))
def test_every_place_exists_in_the_file(name: str) -> None:
    regime = Regime.load(name)
    lines = regime.text.split("\n")
    for finding in audit(regime, on=DAY).findings:
        place = finding.place
        assert lines[place.line - 1] == place.excerpt
        assert 1 <= place.column <= len(place.excerpt)
        assert place.column - 1 + place.width <= len(place.excerpt)


@pytest.mark.parametrize("rule", FIRES)
def test_a_finding_points_to_its_clause(rule: str, tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(changed(SOUND, FIRES[rule]["change"])))
    for finding in audit(Regime.load(path), on=DAY).of_kind("fail", "review"):
        shown = finding.place.excerpt[finding.place.column - 1 :][: finding.place.width]
        if finding.where and finding.where[0] in ("gates", "ratings", "partners", "lists"):
            assert shown == f'"{finding.subject}"'
        elif not finding.where:
            assert shown == '"sound"'


@pytest.mark.parametrize("rule", FIRES)
def test_an_edit_resolves_its_finding(rule: str, tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(changed(SOUND, FIRES[rule]["change"])))
    regime = Regime.load(path)
    reported = [
        each
        for each in audit(regime, on=DAY).findings
        if each.rule.id == rule and each.kind in ("fail", "review", "open")
    ]
    for finding in reported:
        made = changes(finding, regime.text)
        assert bool(made) == bool(finding.rule.edits)
        path.write_text(applied(regime.text, made))
        after = audit(Regime.load(path), on=DAY)
        if rule not in MANUAL:
            assert finding.key not in {each.key for each in after.of_kind("fail", "review")}


def test_the_date_determines_which_rules_apply() -> None:
    early, late = (audit(Regime.load("citizen-score"), on=day) for day in (date(2026, 11, 22), date(2027, 12, 2)))
    waiting = {each.rule.id for each in early.of_kind("notApplicable") if each.because.startswith("applies from")}
    assert waiting == {"AIA-III", "AIA-6-3", "AIA-14", "AIA-26", "AIA-27"}
    assert not [each for each in late.findings if each.because.startswith("applies from")]

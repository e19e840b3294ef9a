"""Every rule can fire, and can stay silent."""

from __future__ import annotations

import pytest

from audit.files import FIRES, SOUND, changed, kinds, read
from counterscore.audit.registry import predicates
from counterscore.catalogue.lawbook import rules

ONE = {"value": 1.0, "source": "a test"}
NOT_SILENT = {"AIA-III"}  # a decision on credit is a high-risk use, however sound


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    assert set(predicates()) == {rule.id for rule in rules()}
    assert len(rules()) == len({rule.id for rule in rules()}) == 67


def test_every_rule_has_a_case_in_which_it_fires() -> None:
    assert set(FIRES) == set(predicates())


def test_on_the_sound_regime_every_rule_is_silent() -> None:
    assert {rule for rule, kind in kinds(read(SOUND)).items() if kind in ("fail", "review", "open")} == NOT_SILENT


@pytest.mark.parametrize("rule", FIRES)
def test_a_rule_fires(rule: str) -> None:
    case = FIRES[rule]
    found = [each for each in read(changed(SOUND, case["change"])).findings if each.rule.id == rule]
    reported = [(each.kind, each.level, each.subject) for each in found]
    level = case.get("level", "error") if case["kind"] == "fail" else None
    subject = case.get("subject", "open facts" if case["kind"] == "open" else "sound")
    assert (case["kind"], level, subject) in reported


@pytest.mark.parametrize("rule", [rule for rule in FIRES if rule not in NOT_SILENT])
def test_a_rule_is_silent_on_the_same_regime_without_the_change(rule: str) -> None:
    assert kinds(read(SOUND))[rule] in ("pass", "notApplicable")


def test_on_the_sound_regime_most_rules_pass_instead_of_not_applying() -> None:
    idle = {rule for rule, kind in kinds(read(SOUND)).items() if kind == "notApplicable"}
    assert idle == {"ICCPR-12", "CN-CAT-1", "CN-SAN-1", "CN-SAN-2", "CN-SAN-3"}  # no travel decisions; no public body


@pytest.mark.parametrize(
    ("division", "facts", "expected"),
    [
        ("female", {"justified": "none"}, {"ICCPR-26": "review", "ECOA-6": "fail"}),
        ("minority", {"justified": "the act on equal lending"}, {"ICCPR-26": "pass", "ECOA-6": "fail"}),
        ("region", {"ground": "none", "justified": "none"}, {"ICCPR-26": "pass", "ECOA-6": "pass"}),
        ("region", {"ground": "national-origin", "justified": "none"}, {"ICCPR-26": "review", "ECOA-6": "fail"}),
        ("urban", {"justified": "none"}, {"ICCPR-26": "open", "ECOA-6": "open"}),
    ],
)
def test_separate_lines_are_judged_by_the_ground_on_which_people_are_divided(
    division: str, facts: dict[str, str], expected: dict[str, str]
) -> None:
    change = {f"gates.0.facts.{key}": value for key, value in facts.items()}
    aim = {"goal": "profit", "gain": ONE, "loss": ONE}
    change |= {"gates.0.score": "", "gates.0.objective": aim, "gates.0.division": division}
    found = kinds(read(changed(SOUND, change)))
    assert {rule: found[rule] for rule in expected} == expected

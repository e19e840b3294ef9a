"""Inputs and consequences of a score other than ratings and gates: attributes of a model, friends, lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.files import BARRED, DAY, MODEL, MODELLED, SOUND, TRAVEL, applied, changed, kinds, read, regime
from audit.written import toml
from counterscore.audit.edit import changes
from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import audit
from counterscore.catalogue.lawbook import vocabulary
from counterscore.catalogue.problem import Problem
from counterscore.regime.facts.words import Known
from counterscore.regime.load import Regime


def of(data: dict[str, Any], rule: str) -> list[LegalFinding]:
    return [each for each in read(data).findings if each.rule.id == rule]


def reported(data: dict[str, Any], rule: str) -> set[tuple[str, str]]:
    return {(each.kind, each.subject) for each in of(data, rule)}


def test_an_attribute_named_after_a_prohibited_basis_needs_no_declaration() -> None:
    assert ("fail", "female") in reported(MODELLED, "ECOA-6")
    assert not [each for each in reported(MODELLED, "ECOA-6") if each[1] == "education"]
    assert vocabulary().grounds.keys() <= set(Known.__args__)


def test_a_question_of_law_about_an_attribute_is_open_until_it_is_declared() -> None:
    asked = [dotted for each in of(MODELLED, "GDPR-5-1-c") for dotted in each.missing]
    assert asked == [("score", "model", "facts", 1, "relevance_shown")]
    facts = {"score.model.facts": [*MODEL["facts"], {"attribute": "female", "relevance_shown": False}]}
    assert ("fail", "female") in reported(changed(MODELLED, facts), "GDPR-5-1-c")


def test_an_attribute_of_an_unrelated_context_reaches_the_decision() -> None:
    elsewhere = {**MODEL, "facts": [{"attribute": "education", "context": "education"}], "attributes": ["education"]}
    entry = {"of": ["education"], "to": ["credit"], "relevance": "none", "because": "example"}
    data = changed(MODELLED, {"score.model": elsewhere, "facts.relevance": [entry]})
    found = of(data, "AIA-5-1-c-i")[0]
    assert (found.kind, found.paths[0].nodes[1].title) == ("fail", "education")
    assert found.judgements == ("relevance of education to credit: none (example)",)


def test_a_decision_that_only_a_list_blocks_is_judged_like_one_with_a_gate() -> None:
    assert ("fail", "travel-abroad") in reported(BARRED, "ICCPR-12")
    bare = changed(BARRED, {"lists.0.facts.decisions": []})
    opened = of(bare, "ICCPR-12")[0]
    assert opened.kind == "open"
    assert ("lists", 0, "facts", "decisions", 0, "context") in opened.missing


def test_blocking_a_listed_persons_household_is_a_consequence_for_relatives() -> None:
    family = changed(SOUND, {"lists.0.family_blocks": ["mortgage"]})
    assert reported(SOUND, "ICCPR-26-KIN") == {("pass", "sound")}
    assert reported(family, "ICCPR-26-KIN") == {("fail", "warned")}


def test_friends_scores_count_as_an_input_of_a_private_score_too() -> None:
    part = {
        "weight": {"value": 0.1, "assumption": "example", "range": [0, 1]},
        "cap": {"value": 2, "assumption": "example", "range": [0, 5]},
    }
    tied = {"score.friends": part}
    assert kinds(read(changed(SOUND, tied)))["ICCPR-26-KIN"] == "fail"
    asked = {where for each in of(changed(SOUND, tied), "AIA-5-1-c-i") for where in each.missing}
    assert asked == {("facts", "relevance")}  # from the context of ties to credit


def test_an_act_without_a_cap_needs_a_review_of_proportionality() -> None:
    found = of(changed(SOUND, {"ratings.0.cap": ""}), "AIA-5-1-c-ii")[0]
    assert found.kind == "review"
    assert "no cap limits the points lost in a month for misses-instalment" in found.elements[-1].text


def test_a_decision_on_irrelevant_data_is_unreasonable() -> None:
    entry = {"of": ["shopping"], "to": ["credit"], "relevance": "none", "because": "example"}
    change = {
        "partners.0.facts.context": "shopping",
        "gates.0.facts.automation": "decisive",
        "facts.relevance": [entry],
    }
    assert reported(changed(SOUND, change), "PIPL-24") == {("fail", "mortgage")}
    disputed = changed(SOUND, {**change, "facts.relevance": [{**entry, "relevance": "disputed"}]})
    assert reported(disputed, "PIPL-24") == {("pass", "sound")}
    assert kinds(read(changed(SOUND, {**change, "facts.relevance": []})))["PIPL-24"] == "open"


def test_only_a_significant_treatment_requires_an_explanation_of_the_systems_role() -> None:
    slight = {"value": 1, "assumption": "example", "range": [0, 2]}
    data = changed(SOUND, {"facts.rights.explanation.content": ["score"], "gates.0.facts.severity": slight})
    assert kinds(read(data))["AIA-86"] == "pass"


@pytest.mark.parametrize(
    ("data", "rule", "subject"),
    [
        (MODELLED, "ECOA-6", "female"),
        (BARRED, "ICCPR-12", "travel-abroad"),
        (changed(BARRED, {"lists.0.blocks": ["travel-abroad", "mortgage"]}), "ICCPR-12", "travel-abroad"),
        (changed(SOUND, {"lists.0.family_blocks": ["mortgage"]}), "ICCPR-26-KIN", "warned"),
    ],
)
def test_an_edit_removes_a_word_from_its_list(data: dict[str, Any], rule: str, subject: str, tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    path.write_text(toml(data))
    found = next(each for each in audit(Regime.load(path), on=DAY).findings if each.key == (rule, subject))
    path.write_text(applied(path.read_text(), changes(found, Regime.load(path).text)))
    assert (rule, subject) not in {each.key for each in audit(Regime.load(path), on=DAY).of_kind("fail", "review")}


def test_an_edit_of_a_fact_is_placed_with_the_other_facts(tmp_path: Path) -> None:
    path = tmp_path / "regime.toml"
    where = "lists.0.facts.decisions.0"
    path.write_text(toml(changed(BARRED, {f"{where}.automation": "sole", f"{where}.exception": "none"})))
    loaded = Regime.load(path)
    found = next(each for each in audit(loaded, on=DAY).findings if each.key == ("GDPR-22", "travel-abroad"))
    said = [change.text for change in changes(found, loaded.text)]
    assert said == ['set lists[0].facts.decisions[0].automation = "advisory"']


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(BARRED, {"lists.0.facts.decisions.0.decision": "flight"}), "neither blocks nor opens"),
        (changed(BARRED, {"lists.0.facts.decisions.0.decision": "mortgage"}), "belong to its gate"),
        (changed(BARRED, {"lists.0.facts.decisions": [TRAVEL, TRAVEL]}), "is already declared"),
        (changed(MODELLED, {"score.model.facts.0.attribute": "age"}), "the model does not use this attribute"),
        (changed(MODELLED, {"score.model.facts": [*MODEL["facts"], *MODEL["facts"]]}), "is already declared"),
    ],
)  # fmt: skip
def test_facts_about_nothing_are_refused(data: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem, match=message):
        regime(data)

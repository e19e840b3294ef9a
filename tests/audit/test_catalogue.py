"""What the linter finds in the regimes of the catalogue."""

from __future__ import annotations

import time

import pytest

from audit.files import DAY
from counterscore.audit.finding import LegalFinding
from counterscore.audit.report import audit
from counterscore.catalogue.find import names
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from present import present

LIMBS = ("AIA-5-1-c-i", "AIA-5-1-c-ii")


def found(name: str, *rules: str) -> list[LegalFinding]:
    return [each for each in audit(Regime.load(name), on=DAY).findings if each.rule.id in rules]


def test_the_citizen_score_declared_an_ai_system_meets_both_limbs() -> None:
    reported = found("citizen-score", *LIMBS)
    for limb in LIMBS:
        assert any(each.rule.id == limb and each.kind in ("fail", "review") for each in reported), limb
    paths = [path for each in reported if each.rule.id == LIMBS[0] for path in each.paths]
    assert {"shopping", "religion", "opinion"} <= {path.source.context for path in paths}


@pytest.mark.parametrize("status", ["no", "unknown", None])
def test_without_an_ai_declaration_both_limbs_are_open_or_do_not_apply(status: str | None) -> None:
    data = Regime.load("citizen-score").file.model_dump()
    data["facts"]["ai_system"] = status
    reported = audit(Regime.of(RegimeFile.model_validate(data)), on=DAY).findings
    kinds = {each.kind for each in reported if each.rule.id in LIMBS}
    assert kinds == ({"notApplicable"} if status == "no" else {"open"})


def test_fico_does_not_meet_the_limb_of_unrelated_contexts() -> None:
    assert {each.kind for each in found("fico", *LIMBS)} == {"pass"}


def test_the_advertising_platform_meets_neither_limb() -> None:
    assert {each.kind for each in found("ad-platform", *LIMBS)} <= {"pass", "notApplicable"}


@pytest.mark.parametrize("name", ["rongcheng-2016", "suining-2010", "court-blacklist-2016"])
def test_a_ledger_written_by_people_is_outside_the_ai_act_and_still_fails_other_laws(name: str) -> None:
    reported = audit(Regime.load(name), on=DAY).findings
    assert present(Regime.load(name).file.facts).ai_system == "no"
    act = {each.rule.id: each.kind for each in reported if each.rule.law == "AI Act"}
    assert act.pop("AIA-GATE") == "pass"
    assert set(act.values()) == {"notApplicable"}
    assert len({each.rule.id for each in reported if each.kind == "fail"}) >= 2


def test_where_nobody_is_watched_no_rule_applies() -> None:
    assert {each.kind for each in audit(Regime.load("none"), on=DAY).findings} == {"notApplicable"}


@pytest.mark.parametrize("name", names("regimes"))
def test_every_regime_declares_facts_with_their_sources(name: str) -> None:
    facts = Regime.load(name).file.facts
    assert facts is not None
    assert facts.sources
    assert facts.ai_because


def test_the_whole_catalogue_is_read_in_less_than_two_seconds() -> None:
    began = time.process_time()  # processor time, whatever other tests are running
    for name in names("regimes"):
        audit(Regime.load(name), on=DAY)
    assert time.process_time() - began < 2

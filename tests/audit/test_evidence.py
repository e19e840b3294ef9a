"""Evidence of twin worlds ranks findings, and never turns a review into a fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.files import DAY
from counterscore import Regime, Society, simulate
from counterscore.audit.evidence import AttachedEvidence
from counterscore.audit.report import Audit, PathCounts, audit
from counterscore.audit.simulated import TwinEvidence, attached, recorded
from counterscore.catalogue.lawbook import rules
from counterscore.catalogue.problem import Problem


def citizen() -> Audit:
    return audit(Regime.load("citizen-score"), on=DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("evidence") / "run"
    society, regime = Society.load("china-2018"), Regime.load("citizen-score")
    return simulate(society, regime, citizens=600, months=48, out=out, report=False).folder


@pytest.fixture(scope="module")
def shown(folder: Path) -> TwinEvidence:
    return recorded(Regime.load("citizen-score"), folder)


def test_even_the_most_serious_evidence_changes_no_kind_and_no_level() -> None:
    worst = {f"M{n}": AttachedEvidence(f"M{n}", "worst", "all of it", 1.0) for n in range(1, 16)}
    before = citizen()
    after = attached(before, TwinEvidence(worst, PathCounts(0, {})))
    reports = [
        sorted((each.rule.id, each.subject, each.kind, str(each.level)) for each in audit.findings)
        for audit in (before, after)
    ]
    assert reports[0] == reports[1]


def test_a_rule_gets_the_evidence_that_it_names(shown: TwinEvidence) -> None:
    found = attached(citizen(), shown)
    for each in found.of_kind("fail", "review", "open"):
        numbers = [evidence.id for evidence in each.evidence]
        assert numbers == [number for number in each.rule.evidence if number in shown.evidence]
        assert (each.rank >= 0) == bool(numbers)
    limb = next(each for each in found.findings if each.rule.id == "AIA-5-1-c-i")
    assert limb.evidence[0].id == "M1"
    assert "synthetic" in limb.evidence[0].text


def test_findings_of_a_kind_are_sorted_by_rank(shown: TwinEvidence) -> None:
    ranks = [each.rank for each in attached(citizen(), shown).of_kind("fail")]
    assert ranks == sorted(ranks, reverse=True)
    assert 0 <= max(ranks) <= 100


def test_paths_show_the_number_of_people_on_them(shown: TwinEvidence) -> None:
    found = attached(citizen(), shown)
    limb = next(each for each in found.findings if each.rule.id == "AIA-5-1-c-i")
    assert "synthetic people" in found.path_text(limb.paths[0])
    assert found.people_seen is not None
    assert 0 < found.people_seen.seen["shares-praise"] < found.people_seen.people


def test_every_measure_that_a_rule_names_exists() -> None:
    from counterscore.measure.evidence import EVIDENCE

    assert {number for rule in rules() for number in rule.evidence} <= {*EVIDENCE, "CAT"}


def test_a_run_of_another_regime_is_refused(folder: Path) -> None:
    with pytest.raises(Problem, match="this run was made with another regime"):
        recorded(Regime.load("rongcheng-2016"), folder)

"""The examples in the guidelines on prohibited practices, and what the linter says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.files import DAY, HERE, kinds
from counterscore.audit.report import audit
from counterscore.audit.sensitivity import shifts
from counterscore.catalogue.lawbook import rules
from counterscore.regime.load import Regime

FILES = sorted((HERE / "guidelines").glob("*.toml"))
EXPECT = "# expect: "


def expected(path: Path) -> dict[str, str]:
    lines = [line.removeprefix(EXPECT) for line in path.read_text().split("\n") if line.startswith(EXPECT)]
    return dict(line.split() for line in lines)


def test_the_examples_include_fails_of_both_limbs_and_clean_files() -> None:
    reported = [expected(path) for path in FILES]
    assert sum(each.get("AIA-5-1-c-i") == "fail" for each in reported) >= 3
    assert sum(each.get("AIA-5-1-c-ii") == "fail" for each in reported) >= 2
    assert sum(set(each.values()) <= {"pass", "notApplicable"} for each in reported) == 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_example_is_judged_as_in_the_guidelines(path: Path) -> None:
    found = kinds(audit(Regime.load(path), on=DAY))
    assert {rule: found[rule] for rule in expected(path)} == expected(path)


def test_the_near_miss_would_meet_the_second_limb_at_one_step_more_severity() -> None:
    found = audit(Regime.load(HERE / "guidelines/telematics-tariff.toml"), on=DAY)
    moved = [each for each in shifts(found, rules()) if each.rule == "AIA-5-1-c-ii"]
    assert any(each.judgement == "severity of tariff: 2 -> 3" and each.after == "review" for each in moved)
    assert not [each for each in moved if each.judgement == "severity of tariff: 2 -> 1"]

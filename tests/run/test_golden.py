"""Results do not change unnoticed."""

from __future__ import annotations

import json

from counterscore.run.results import results
from run.golden import FILE, digest, golden


def test_golden_runs_are_as_recorded() -> None:
    recorded = json.loads(FILE.read_text(encoding="utf-8"))["runs"]
    hint = "results changed: if that is meant, run tests/run/regolden.py and say so in CHANGELOG.md"
    assert golden() == recorded, hint


def test_the_package_states_the_version_of_its_results() -> None:
    assert results() == digest(json.loads(FILE.read_text(encoding="utf-8"))["runs"])

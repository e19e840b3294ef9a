"""Golden runs: the results of three small worlds, with several phases, with one phase and without a score.

A digest of them is the version of the results, which the package states. Recorded studies of other versions are
ignored.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from counterscore import Regime, Run, Society, simulate

FILE = Path(__file__).with_name("golden.json")
TABLES = ("register", "people", "months", "decisions", "operators", "ledger", "firms", "firm_decisions")
ONE_PHASE = Path(__file__).parents[1] / "regimes" / "one-phase.toml"
NOTE = "made by tests/run/regolden.py; whoever changes these hashes says in CHANGELOG.md which results changed, and why"


def digest(runs: dict[str, dict[str, str]]) -> str:
    """Return the version of the results of which these are the golden runs."""
    return hashlib.sha256(json.dumps(runs, sort_keys=True).encode()).hexdigest()[:16]


def golden() -> dict[str, dict[str, str]]:
    """Return, for each golden run, the SHA-256 of every table as lines of JSON, which no library's version moves."""
    named = {name: Regime.load(name) for name in ("citizen-score", "none")}
    return {name: _hashes(regime) for name, regime in (named | {"one phase": Regime.load(ONE_PHASE)}).items()}


def _hashes(regime: Regime) -> dict[str, str]:
    society = Society.load("china-2018")
    run = simulate(society, regime, citizens=1_000, months=72, follow=20, report=False)
    return {name: _hash(run, name) for name in TABLES}


def _hash(run: Run, name: str) -> str:
    return hashlib.sha256(getattr(run, name).write_ndjson().encode()).hexdigest()

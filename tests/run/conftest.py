"""A society, a regime and a small run that many tests read."""

from __future__ import annotations

import pytest

from counterscore import Regime, Run, Society
from shared import run_of


@pytest.fixture(scope="session")
def china() -> Society:
    """Return the society of most tests."""
    return Society.load("china-2018")


@pytest.fixture(scope="session")
def score() -> Regime:
    """Return the Citizen Score with its mandatory phase from month 0 on."""
    return Regime.load("citizen-score").in_phase("mandatory")


@pytest.fixture(scope="session")
def small(china: Society, score: Regime) -> Run:
    """Return a run of four hundred citizens for two years on one thread, ten of them followed."""
    return run_of(china, score, citizens=400, months=24, follow=10, threads=1)

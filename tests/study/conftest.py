"""Small worlds for the tests of studies."""

from __future__ import annotations

import pytest

from counterscore import Regime, Society
from counterscore.measure.outcomes import Outcomes
from counterscore.run.scenario import Scenario
from counterscore.study.worlds import outcomes_of_all

CITIZENS, MONTHS = 600, 30


def small(regime: str, seed: int = 1) -> Scenario:
    """Return a small scenario under a regime of the catalogue, in its mandatory phase if it has one."""
    rules = Regime.load(regime)
    rules = rules.in_phase("mandatory") if rules.file.phases else rules
    society = Society.load("china-2018")
    return Scenario(society=society, regime=rules, citizens=CITIZENS, months=MONTHS, seed=seed)


@pytest.fixture(scope="session")
def pair() -> list[Outcomes]:
    """Return a small world under the Citizen Score, and its twin without a score."""
    return outcomes_of_all([small("citizen-score"), small("none")])

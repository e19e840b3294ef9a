"""People drawn once for many tests."""

from __future__ import annotations

import pytest

from counterscore.society.draw import draw
from counterscore.society.load import Society
from counterscore.society.people import People
from counterscore.society.schema import SocietyFile


@pytest.fixture(scope="session")
def china() -> SocietyFile:
    """Return the society of most tests."""
    return Society.load("china-2018").file


@pytest.fixture(scope="session")
def people(china: SocietyFile) -> People:
    """Return twenty thousand people of it."""
    return draw(china, 20_000, people_seed=1)

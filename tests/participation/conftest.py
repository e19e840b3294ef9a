"""A run with a voluntary phase before a mandatory one."""

from __future__ import annotations

import pytest

from counterscore import Run, Society, simulate
from participation.rules import eager


@pytest.fixture(scope="session")
def run() -> Run:
    """Return a run of ten voluntary months and five under the state; people join readily, everybody is followed."""
    return simulate(
        Society.load("china-2018"), eager(), citizens=400, months=15, follow="all", threads=1, report=False
    )  # fmt: skip

"""Reports of several runs, as fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterscore import Regime, Run, Society
from counterscore.report.page.html import html
from counterscore.report.run.report import RunReport
from shared import place, run_of

CASES = ("citizen-score", "none", "citizen-score by choice", "citizen-score for a month", "none for a month")


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    """Return runs with a score (both phases, the first alone, a single month) and without one."""
    china = Society.load("china-2018")
    made: dict[str, Run] = {}
    for case in CASES:
        regime = Regime.load(case.split(" ")[0])
        regime = regime.in_phase("mandatory") if case == "citizen-score for a month" else regime
        citizens, months = (100, 1) if "month" in case else (600, 24 if "choice" in case else 54)
        made[case] = run_of(china, regime, citizens=citizens, months=months, threads=1, follow=10)
    return made


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    """Return the name of a run; the test runs once for each."""
    return request.param


@pytest.fixture
def run(runs: dict[str, Run], case: str) -> Run:
    """Return the run of this name."""
    return runs[case]


@pytest.fixture(scope="session")
def pages(runs: dict[str, Run]) -> dict[str, str]:
    """Return the reports of all runs, as HTML."""
    return {case: page_of(run) for case, run in runs.items()}


def page_of(run: Run) -> str:
    """Return the report of a shared run, written by the first process that asks for it."""
    with place(f"{run.folder.name}.html") as path:
        if not path.exists():
            path.write_text(html(RunReport(run).page()), encoding="utf-8")
        return path.read_text(encoding="utf-8")


@pytest.fixture
def page_file(pages: dict[str, str], case: str, tmp_path: Path) -> Path:
    """Return the report as a file to be opened."""
    path = tmp_path / "report.html"
    path.write_text(pages[case], encoding="utf-8")
    return path

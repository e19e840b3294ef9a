"""The public `simulate`: a simulation and its report. The room `run` knows nothing of reports."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Unpack

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.load import Regime
from counterscore.run.following import Follow
from counterscore.run.progress import OnProgress
from counterscore.run.reading import Run
from counterscore.run.scenario import Scenario, ScenarioOptions, scenario_for
from counterscore.run.simulate import Attachment
from counterscore.run.simulate import simulate as _simulate
from counterscore.society.load import Society


def simulate(
    society: Society | Scenario,
    regime: Regime | None = None,
    *,
    threads: int | None = None,
    partitions: int | None = None,
    follow: Follow = 100,
    out: str | os.PathLike[str] | None = None,
    report: bool = True,
    progress: OnProgress | None = None,
    **options: Unpack[ScenarioOptions],
) -> Run:
    """Simulate a society under a regime, or a scenario, and return the run.

    Keywords of a scenario, unless one is given in place of a society and a regime: `citizens` (20,000), `months` or
    `years` (10 years), `people_seed`, which draws the people (1), and `seed`, which draws what happens to them (1).
    `threads` and `partitions` change nothing in the result; by default one thread simulates up to 40,000 people and all
    processors more. `follow`: whose lives are recorded act by act: a number of adults, `"all"`, or a list of ids.
    `out`: the folder to write, which must not exist; without it the run is deleted with the object returned. `report`:
    whether to write report.html into it. `progress(done, total, word)` is called as the work advances.

    Raises a Problem that says which argument or file cannot be used, and why.

    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False)
    >>> run.months.columns
    ['month', 'measure', 'group', 'value']
    """
    return _simulate(
        _scenario(society, regime, options), threads=threads, partitions=partitions, follow=follow, out=out,
        progress=progress, attachments=[Attachment("report.html", "report", _write_report)] if report else (),
    )  # fmt: skip


def _scenario(society: Society | Scenario, regime: Regime | None, options: ScenarioOptions) -> Scenario:
    if isinstance(society, Scenario):
        if regime is not None:
            raise Problem(Fault("the scenario has a regime already", key="regime", allowed="scenario.under(regime)"))
        return scenario_for(society, None, options)
    if regime is None:
        raise Problem(Fault("no regime is given", key="regime", allowed="a society and a regime, or a scenario"))
    return scenario_for(regime, society, options)


def _write_report(run: Run, path: Path) -> None:
    from counterscore.report.run.report import write  # it draws, and is slow to import

    write(run, path)

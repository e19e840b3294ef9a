"""The public `simulate`: runs a simulation and writes its report. The package `run` does not import `report`."""

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

    Pass a `Scenario` alone, or a society, a regime and these keywords: `citizens`, the number of people at the start
    (20,000); `months` or `years`, the length (10 years); `people_seed`, the random seed that draws the people (1);
    `seed`, the random seed for what happens to them (1).

    `follow`: whose lives are recorded act by act: a number (of adults, drawn at random), `"all"`, or a list of ids.
    `out`: the folder to write, which must not exist yet; without it, the run is deleted together with the object
    returned. `report`: whether to write report.html as well. `progress(done, total, word)` is called as the work
    advances. `threads` and `partitions` do not change the result; by default, up to 40,000 people are simulated on one
    thread, and more on all processors.

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
            allowed = "a scenario alone, such as scenario.under(regime)"
            raise Problem(Fault("a scenario already has a regime", key="regime", allowed=allowed))
        return scenario_for(society, None, options)
    if regime is None:
        raise Problem(Fault("no regime was given", key="regime", allowed="a society and a regime, or a scenario"))
    return scenario_for(regime, society, options)


def _write_report(run: Run, path: Path) -> None:
    from counterscore.report.run.report import write  # slow to import: it draws charts

    write(run, path)

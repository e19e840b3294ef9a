"""The public `simulate`: a simulation and its report. The engine's room knows nothing of reports."""

from __future__ import annotations

import os
from pathlib import Path

from counterscore.regime.load import Regime
from counterscore.run.following import Follow
from counterscore.run.reading import Run
from counterscore.run.simulate import Attachment, Progress
from counterscore.run.simulate import simulate as _simulate
from counterscore.society.load import Society


def simulate(
    society: Society,
    regime: Regime,
    *,
    citizens: int = 20_000,
    months: int | None = None,
    years: int | None = None,
    people_seed: int = 1,
    seed: int = 1,
    threads: int | None = None,
    partitions: int | None = None,
    follow: Follow = 100,
    out: str | os.PathLike[str] | None = None,
    report: bool = True,
    progress: Progress | None = None,
) -> Run:
    """Simulate a society of `citizens` synthetic people under a regime, for `months` or `years` (by default 10 years).

    `people_seed` draws the people, `seed` what happens to them; `threads` and `partitions` change nothing in the
    result. By default one thread simulates up to 40,000 people and all processors more. `follow`: whose lives are
    recorded act by act: a number of adults, `"all"`, or a list of ids. `out`: the folder to write, which must not
    exist; without it the run is deleted with the object returned. `report`: whether to write report.html into it.
    `progress(done, total, word)` is called as the work advances.

    Raises a Problem that says which argument or file cannot be used, and why.

    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False)
    >>> run.months.columns
    ['month', 'measure', 'group', 'value']
    """
    return _simulate(
        society, regime, citizens=citizens, months=months, years=years, people_seed=people_seed, seed=seed,
        threads=threads, partitions=partitions, follow=follow, out=out, progress=progress,
        attachments=[Attachment("report.html", "report", _write_report)] if report else (),
    )  # fmt: skip


def _write_report(run: Run, path: Path) -> None:
    from counterscore.report.run.report import write  # it draws, and is slow to import

    write(run, path)

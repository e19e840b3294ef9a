"""Simulate a scenario and write the results to a folder. See `counterscore.api` for the public function."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import polars as pl

from counterscore.chance.kernel import cold
from counterscore.run import (
    decisions,
    ledger,
    manifest,
    models,
    months,
    operators,
    parquet,
    people,
    precompile,
    privacy,
    register,
)
from counterscore.run.chronicle import Chronicle
from counterscore.run.firms import table as firms
from counterscore.run.folder import Passing, writing
from counterscore.run.following import Follow, refuse
from counterscore.run.manifest import Manifest
from counterscore.run.parallelism import Parallelism, processors
from counterscore.run.privacy.guess_in_subprocess import Ask, in_subprocess, in_this_process
from counterscore.run.privacy.watchers import Watchers
from counterscore.run.progress import OnProgress, ignore_progress
from counterscore.run.reading import Run
from counterscore.run.scenario import Scenario
from counterscore.run.world import new_world, run_world


@dataclass(frozen=True)
class Attachment:
    """A further file to write next to the tables.

    `name`: the file name. `called`: its name in timings and progress. `write` is called with the run, whose tables can
    be read by then, and the path.
    """

    name: str
    called: str
    write: Callable[[Run, Path], None]


def simulate(
    scenario: Scenario,
    *,
    threads: int | None = None,
    partitions: int | None = None,
    follow: Follow = 100,
    out: str | os.PathLike[str] | None = None,
    attachments: Sequence[Attachment] = (),
    progress: OnProgress | None = None,
) -> Run:
    """Simulate a scenario and return the run; see `counterscore.simulate` for the keywords.

    `attachments`: further files, which are written before the folder is complete and are listed in its manifest.
    """
    refuse(follow, scenario.citizens)
    parallelism = Parallelism.of(scenario.citizens, threads, partitions)
    keeper = Passing() if out is None else None
    place = keeper.folder / "run" if keeper else Path(os.fspath(out or ""))
    with writing(place) as partial:
        work = _Work(scenario, parallelism, partial, attachments, progress or ignore_progress)
        done = _run(work, follow)
    return Run(place, done, keeper)


@dataclass
class _Work:
    """A run under way: its folder `place`, its progress callback, and the seconds that each part took."""

    scenario: Scenario
    parallelism: Parallelism
    place: Path
    attachments: Sequence[Attachment]
    progress: OnProgress
    timings: dict[str, float] = field(default_factory=dict[str, float])
    since: float = field(default_factory=perf_counter)

    def report(self, part: float, word: str) -> None:
        """Call the progress callback: a share `part` of the work is done, and `word` names the work under way."""
        months = self.scenario.burn_in + self.scenario.months
        self.progress(int(part * 20 * months), 20 * months, word)

    def took(self, what: str) -> None:
        """Record the seconds since the last call as the time of `what`."""
        now = perf_counter()
        self.timings[what], self.since = round(now - self.since, 3), now


def _run(work: _Work, follow: Follow) -> Manifest:
    """Draw the people, simulate the months, write the tables and then the attachments."""
    scenario = work.scenario
    if cold():
        work.report(0.0, "compiling (first run only, about half a minute)")
        precompile.precompile()
        work.took("compilation")
    work.report(0.0, "drawing people")
    with _guessing(scenario) as ask, new_world(scenario, work.parallelism) as world:
        work.took("people")
        total = scenario.burn_in + scenario.months

        def on_tick(tick: int) -> None:
            work.report(0.05 + 0.85 * tick / total, "simulating")

        work.report(0.05, "simulating")
        watchers = _watchers(scenario, ask)
        story = run_world(scenario, world, follow, on_tick, watchers)
        work.took("months")
        work.report(0.9, "writing")
        tables = tables_of(story, scenario) | ({privacy.NAME: watchers.table()} if watchers else {})
        files = {name: parquet.write(table, work.place / name) for name, table in tables.items()}
    work.took("tables")
    followed = "all" if follow == "all" else story.followed.tolist()
    return _finished(
        work, Manifest.of(scenario, work.parallelism, followed=followed, files=files, timings=work.timings)
    )


def _guessing(scenario: Scenario) -> AbstractContextManager[Ask]:
    """Return where to estimate what can be inferred: in a subprocess if the run takes longer than its start."""
    long = scenario.citizens * scenario.months > privacy.SUBPROCESS_FROM and processors() > 1
    return in_subprocess() if long and _watched(scenario) else nullcontext(in_this_process)


def _watchers(scenario: Scenario, ask: Ask) -> Watchers | None:
    """Return the observer of what sources know; None without sources, or with too many citizens."""
    if not _watched(scenario):
        return None
    return Watchers(scenario.regime.file, scenario.months, scenario.people_seed, ask)


def _watched(scenario: Scenario) -> bool:
    return bool(scenario.regime.file.partners) and scenario.citizens <= privacy.MOST


def tables_of(story: Chronicle, scenario: Scenario) -> dict[str, pl.DataFrame]:
    """Return the tables of a run by file name."""
    society, regime = scenario.society.file, scenario.regime.file
    companies = firms.table(story.world, society.firms, regime) if society.firms else None
    return {
        "register.parquet": register.table(story.world, regime),
        "people.parquet": people.table(story, society, regime, scenario.citizens),
        "months.parquet": months.table(story, society, regime),
        "decisions.parquet": decisions.table(story, society),
        "operators.parquet": operators.table(story),
        "ledger.parquet": ledger.table(story, society, regime),
        **({} if companies is None else {"firms.parquet": companies}),
        **models.tables(story.world),
    }


def _finished(work: _Work, made: Manifest) -> Manifest:
    """Write the attachments, and run.json last."""
    for each in work.attachments:
        work.report(0.92, f"writing the {each.called}")
        path = work.place / each.name
        each.write(Run(work.place, made), path)
        work.took(each.called)
        files = {**made.files, each.name: parquet.digest(path)}
        made = made.model_copy(update={"files": files, "timings": dict(work.timings)})
    (work.place / manifest.NAME).write_text(manifest.text(made), encoding="utf-8")
    work.report(1.0, "done")
    return made

"""simulate: run a society under a regime and write what became of everyone to a folder. See `counterscore.api`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import polars as pl

from counterscore.catalogue.problem import within
from counterscore.chance.kernel import cold
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.run import (
    decisions,
    ledger,
    manifest,
    models,
    months,
    operators,
    parquet,
    people,
    privacy,
    register,
    warming,
)
from counterscore.run.chronicle import Chronicle
from counterscore.run.firms import table as firms
from counterscore.run.folder import Passing, writing
from counterscore.run.following import Follow, refuse
from counterscore.run.manifest import Manifest
from counterscore.run.origin import Origin
from counterscore.run.privacy.beside import Ask, beside, here
from counterscore.run.privacy.watchers import Watchers
from counterscore.run.reading import Run
from counterscore.run.world import Setting, beginning, lived, months_asked, processors, threads_for
from counterscore.society.load import Society

Progress = Callable[[int, int, str], None]
_MOST_MONTHS = 1200


@dataclass(frozen=True)
class Attachment:
    """A file to write beside the tables: its `name`, what it is `called` in timings and progress, and its writer.

    `write` is called with the run, whose tables can be read by then, and the path.
    """

    name: str
    called: str
    write: Callable[[Run, Path], None]


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
    attachments: Sequence[Attachment] = (),
    progress: Progress | None = None,
) -> Run:
    """Let `citizens` synthetic people live under a regime, for so many `months` or `years` (10 years without either).

    `people_seed` makes the people, `seed` what happens to them. `threads` (all processors without it, one if few live)
    and `partitions` change nothing in the result. `follow`: whose lives are kept act by act: so many grown-ups,
    `"all"`, or a list of ids. `out`: the folder to write, which must not exist; without it the run lasts as long as the
    object returned. `attachments`: more files, written before the folder is whole and listed in its manifest.
    `progress(done, total, word)` is called as the work goes on. Raises a Problem that says what cannot be used.

    >>> run = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1)
    >>> run.months.columns
    ['month', 'measure', 'group', 'value']
    """
    check(regime, society)
    refuse(follow, citizens)
    setting = _setting(society, regime, citizens, months_asked(months, years), people_seed, seed, threads, partitions)
    keeper = Passing() if out is None else None
    place = keeper.folder / "run" if keeper else Path(os.fspath(out or ""))
    with writing(place) as partial:
        work = _Work(setting, partial, attachments, progress or _silent)
        done = _run(work, follow)
    return Run(place, done, keeper)


def _silent(done: int, total: int, word: str) -> None:
    """Tell nobody."""


def _setting(
    society: Society, regime: Regime, citizens: int, months: int, people_seed: int, seed: int, threads: int | None,
    partitions: int | None,
) -> Setting:  # fmt: skip
    count = threads_for(citizens) if threads is None else threads
    parts = count if partitions is None else partitions
    within("citizens", citizens, 100, 200_000_000)
    within("months", months, 1, _MOST_MONTHS)
    within("people_seed", people_seed, 0, 2**63 - 1)
    within("seed", seed, 0, 2**63 - 1)
    within("threads", count, 1, 256)
    within("partitions", parts, 1, 4096)
    return Setting(society, regime, citizens, months, people_seed, seed, count, parts)


@dataclass
class _Work:
    """A run under way: where it writes, whom it tells how far it has come, and how long each part took."""

    setting: Setting
    place: Path
    attachments: Sequence[Attachment]
    progress: Progress
    timings: dict[str, float] = field(default_factory=dict[str, float])
    since: float = field(default_factory=perf_counter)

    def tell(self, part: float, word: str) -> None:
        """Say how far the work has come: the months are nine parts of ten, what comes before and after the rest."""
        months = self.setting.run_in + self.setting.months
        self.progress(int(part * 20 * months), 20 * months, word)

    def took(self, what: str) -> None:
        """Note the time since the last note."""
        now = perf_counter()
        self.timings[what], self.since = round(now - self.since, 3), now


def _run(work: _Work, follow: Follow) -> Manifest:
    """Draw the people, simulate the months, write the tables, then what is attached."""
    setting = work.setting
    if cold():
        work.tell(0.0, "compiling, this once: about half a minute")
        warming.warm()
        work.took("compilation")
    work.tell(0.0, "drawing people")
    with _guessing(setting) as ask, beginning(setting) as world:
        work.took("people")
        total = setting.run_in + setting.months

        def told(tick: int) -> None:
            work.tell(0.05 + 0.85 * tick / total, "running")

        work.tell(0.05, "running")
        watchers = _watchers(setting, ask)
        story = lived(setting, world, follow, told, watchers)
        work.took("months")
        work.tell(0.9, "writing")
        tables = tables_of(story, setting) | ({privacy.NAME: watchers.table()} if watchers else {})
        files = {name: parquet.write(table, work.place / name) for name, table in tables.items()}
    work.took("tables")
    return _finished(work, made_from(setting, story, follow, files, work.timings))


def _guessing(setting: Setting) -> AbstractContextManager[Ask]:
    """How guesses are made of what watchers know: beside the loop, where it takes longer than to import the library."""
    long = setting.citizens * setting.months > privacy.BESIDE and processors() > 1
    return beside() if long and _watched(setting) else nullcontext(here)


def _watchers(setting: Setting, ask: Ask) -> Watchers | None:
    """Who looks at what the watchers know; nobody where none watches, or where so many live that it takes too much."""
    return Watchers(setting.regime.file, setting.months, setting.people_seed, ask) if _watched(setting) else None


def _watched(setting: Setting) -> bool:
    return bool(setting.regime.file.partners) and setting.citizens <= privacy.MOST


def tables_of(story: Chronicle, setting: Setting) -> dict[str, pl.DataFrame]:
    """Return the tables of a run by the names of their files."""
    society, regime = setting.society.file, setting.regime.file
    companies = firms.table(story.world, society.firms, regime) if society.firms else None
    return {
        "register.parquet": register.table(story.world, regime),
        "people.parquet": people.table(story, society, regime, setting.citizens),
        "months.parquet": months.table(story, society, regime),
        "decisions.parquet": decisions.table(story, society),
        "operators.parquet": operators.table(story),
        "ledger.parquet": ledger.table(story, society, regime),
        **({} if companies is None else {"firms.parquet": companies}),
        **models.tables(story.world),
    }


def made_from(
    setting: Setting, story: Chronicle, follow: Follow, files: dict[str, str], timings: dict[str, float]
) -> Manifest:
    """Return the manifest of a run: what it was made from, and the digests of its `files`."""
    return Manifest(
        society=Origin.of(setting.society),
        regime=Origin.of(setting.regime),
        citizens=setting.citizens,
        months=setting.months,
        run_in=setting.run_in,
        people_seed=setting.people_seed,
        seed=setting.seed,
        followed="all" if follow == "all" else story.followed.tolist(),
        threads=setting.threads,
        partitions=setting.partitions,
        versions=manifest.versions(),
        machine=manifest.machine(),
        timings=timings,
        files=files,
    )


def _finished(work: _Work, made: Manifest) -> Manifest:
    """Write what is attached, and run.json last."""
    for each in work.attachments:
        work.tell(0.92, f"writing the {each.called}")
        path = work.place / each.name
        each.write(Run(work.place, made), path)
        work.took(each.called)
        files = {**made.files, each.name: parquet.digest(path)}
        made = made.model_copy(update={"files": files, "timings": dict(work.timings)})
    (work.place / manifest.NAME).write_text(manifest.text(made), encoding="utf-8")
    work.tell(1.0, "done")
    return made

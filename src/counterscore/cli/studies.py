"""What the study commands share: options, the folder, resuming after an interrupt, printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

import click

from counterscore.cli import reports
from counterscore.cli.options import CITIZENS, FOLDER, SEED, SEEDS, THREADS, YEARS
from counterscore.cli.progress import Progress

if TYPE_CHECKING:
    from counterscore.regime.load import Regime
    from counterscore.report.protocol import Report
    from counterscore.society.load import Society
    from counterscore.study.options import StudyOptions

Command = TypeVar("Command", bound=Callable[..., Any])
Found = TypeVar("Found")
INTERRUPTED = 130


def named(measure: Sequence[str]) -> list[str]:
    """Return the names of measures, separated at commas."""
    return [name.strip() for word in measure for name in word.split(",") if name.strip()]


@dataclass(frozen=True)
class Given:
    """The options shared by all studies, as given on the command line; `options`: keywords of the study functions."""

    society: str | None
    options: StudyOptions

    @classmethod
    def of(
        cls, society: str | None, measure: Sequence[str], **options: Unpack[StudyOptions]
    ) -> Given:  # fmt: skip
        """Return the options, from the keywords that click passes to a command."""
        group = options.get("group", "all")
        groups = named([group]) if isinstance(group, str) else group
        return cls(society, {**options, "group": groups, "measures": named(measure) or None})

    def common(self, out: Path, progress: Progress) -> StudyOptions:
        """Return the keywords with which to call any study function."""
        return {**self.options, "out": out, "progress": progress}


def study_options(seeds: int, groups: str = "") -> Callable[[Command], Command]:
    """Return a decorator that adds the options of every study.

    `seeds`: the default number of random seeds. `groups`: the default groups, separated by commas, of a study that can
    measure several.
    """
    several = ", separated by commas" if groups else ""
    options = [
        click.option("--society", help="Society to simulate: a name or a .toml file.  [default: the regime's own]"),
        click.option(
            "--measure",
            "--measures",
            multiple=True,
            help="Measures, separated by commas or repeated.  [default: headline measures]",
        ),
        click.option(
            "--group",
            default=groups or "all",
            show_default=True,
            help=f"People to measure, such as minority or income-1{several}.",
        ),
        click.option("--citizens", type=CITIZENS, default=5_000, show_default=True, help="Number of people."),
        click.option("--years", type=YEARS, default=10, show_default=True, help="Length in years."),
        click.option(
            "--people-seed", type=SEED, default=1, show_default=True, help="People seed of the first replicate."
        ),
        click.option("--seed", type=SEED, default=1, show_default=True, help="First random seed."),
        click.option(
            "--seeds",
            type=SEEDS,
            default=seeds,
            show_default=True,
            help="Number of replicates, each with its own people and random seed.",
        ),
        click.option(
            "--workers", type=THREADS, help="Number of worlds to simulate at a time.  [default: one per processor]"
        ),
        click.option("--out", type=FOLDER, help="Folder for the results.  [default: one under studies/]"),
    ]

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def loaded(regime: str, given: Given) -> tuple[Regime, Society]:
    """Load the regime and the society to simulate."""
    from counterscore.cli.subject import society_for
    from counterscore.regime.load import Regime

    rules = Regime.load(regime)
    return rules, society_for(rules, given.society)


def measured(name: str, given: Given, work: Callable[[Path, Progress], Found]) -> tuple[Path, Found]:
    """Run a study; return its folder and its result. After an interrupt, say how to resume and exit with status 130."""
    words = [str(given.options.get(key)) for key in ("citizens", "years", "seed")]
    folder = Path(given.options.get("out") or Path("studies") / "-".join([name, *words]))
    try:
        with Progress() as progress:
            return folder, work(folder, progress)
    except KeyboardInterrupt:
        click.echo(
            f"counterscore: interrupted: finished work is saved in {folder}; to resume, run the same command again",
            err=True,
        )
        raise click.exceptions.Exit(INTERRUPTED) from None


def published(folder: Path, report: Report, form: str) -> None:
    """Write the page and the JSON of a study to its folder, and print the study."""
    reports.write(report, folder, "study.json")
    reports.show(report, form)
    reports.say_where(folder, form)

"""What the commands of studies share: options, folder, going on after an interrupt, printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterscore.cli import reports
from counterscore.cli.options import CITIZENS, FOLDER, SEED, THREADS, YEARS, Whole
from counterscore.cli.progress import Progress

if TYPE_CHECKING:
    from counterscore.regime.load import Regime
    from counterscore.report.protocol import Report
    from counterscore.society.load import Society

Command = TypeVar("Command", bound=Callable[..., Any])
Found = TypeVar("Found")
SEEDS = Whole(1, 1000)
INTERRUPTED = 130


@dataclass(frozen=True)
class Given:
    """What was given on the command line, of what all studies take."""

    society: str | None
    measure: tuple[str, ...]
    group: str
    citizens: int
    years: int
    people_seed: int
    seed: int
    seeds: int
    workers: int | None
    out: Path | None

    @property
    def named(self) -> list[str]:
        """The measures by name; several may stand in one word, with commas."""
        return [name.strip() for word in self.measure for name in word.split(",") if name.strip()]

    def common(self, out: Path, progress: object) -> dict[str, Any]:
        """Return the arguments that every study takes."""
        return {
            "measures": self.named or None, "group": self.group, "citizens": self.citizens,
            "years": self.years, "people_seed": self.people_seed, "seed": self.seed, "seeds": self.seeds,
            "workers": self.workers, "out": out, "progress": progress,
        }  # fmt: skip


def study_options(seeds: int) -> Callable[[Command], Command]:
    """Add the options that every study takes; `seeds`: how many lucks by default."""
    options = [
        click.option("--society", help="Who lives under it: a name or a .toml file.  [default: the regime's own]"),
        click.option(
            "--measure", "--measures", multiple=True, help="Measures, with commas or repeated.  [default: headlines]"
        ),
        click.option("--group", default="all", show_default=True, help="Of whom, such as minority or income-1."),
        click.option("--citizens", type=CITIZENS, default=5_000, show_default=True, help="How many people."),
        click.option("--years", type=YEARS, default=10, show_default=True, help="How long."),
        click.option("--people-seed", type=SEED, default=1, show_default=True, help="Makes the people."),
        click.option("--seed", type=SEED, default=1, show_default=True, help="The first luck."),
        click.option("--seeds", type=SEEDS, default=seeds, show_default=True, help="How many lucks."),
        click.option("--workers", type=THREADS, help="How many worlds at a time.  [default: all processors]"),
        click.option("--out", type=FOLDER, help="The folder of results.  [default: one under studies/]"),
    ]

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def settled(regime: str, given: Given) -> tuple[Regime, Society]:
    """Load the regime and the society that it is to be tried on."""
    from counterscore.cli.subject import society_for
    from counterscore.regime.load import Regime

    rules = Regime.load(regime)
    return rules, society_for(rules, given.society)


def measured(name: str, given: Given, work: Callable[[Path, object], Found]) -> tuple[Path, Found]:
    """Do the work of a study in its folder; after an interrupt say what is kept and end with status 130."""
    folder = given.out or Path("studies") / f"{name}-{given.citizens}-{given.years}-{given.seed}"
    try:
        with Progress() as progress:
            return folder, work(folder, progress)
    except KeyboardInterrupt:
        click.echo(f"counterscore: interrupted: what is done is kept in {folder}; the same command goes on", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None


def published(folder: Path, report: Report, form: str) -> None:
    """Write the page and the JSON of a study into its folder, and print it."""
    reports.write(report, folder, "study.json")
    reports.show(report, form)
    reports.say_where(folder, form)

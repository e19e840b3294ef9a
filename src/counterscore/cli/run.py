"""`counterscore run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from counterscore.cli.follow import Follow, within
from counterscore.cli.options import CITIZENS, FOLDER, MONTHS, SEED, THREADS, YEARS, format_option, refuse_two_lengths

if TYPE_CHECKING:
    from counterscore.run.reading import Run
    from counterscore.run.scenario import ScenarioOptions


@click.command()
@click.argument("regime", default="citizen-score")
@click.option("--society", help="Society to simulate: a name or a .toml file.  [default: the regime's own]")
@click.option(
    "--without", multiple=True, metavar="NAME", help="Switch off a response such as comply, or all (repeatable)."
)
@click.option("--citizens", type=CITIZENS, default=20_000, show_default=True, help="Number of people at the start.")
@click.option("--years", type=YEARS, help="Length in years.  [default: 10]")
@click.option("--months", type=MONTHS, help="Length in months instead of years.")
@click.option("--people-seed", type=SEED, default=1, show_default=True, help="Random seed that draws the people.")
@click.option("--seed", type=SEED, default=1, show_default=True, help="Random seed for what happens to the people.")
@click.option(
    "--threads", type=THREADS, help="Number of threads.  [default: 1, or all processors above 40,000 citizens]"
)
@click.option("--follow", type=Follow(), default="100", show_default=True, help="Citizens to record act by act.")
@click.option("--out", type=FOLDER, help="Folder for the results; must not exist yet.  [default: one under runs/]")
@click.option("--no-report", is_flag=True, help="Write only the tables, no report.html.")
@format_option
def run(
    regime: str,
    society: str | None,
    without: tuple[str, ...],
    threads: int | None,
    follow: int | str | tuple[int, ...],
    out: Path | None,
    no_report: bool,
    form: str,
    **options: Unpack[ScenarioOptions],
) -> None:
    """Simulate a society under REGIME.

    REGIME is a name from `counterscore list` or a .toml file. Writes the results and a report to a folder. Everyone is
    synthetic.
    """
    refuse_two_lengths(options)
    _refuse_existing(out)
    from counterscore.cli.progress import Progress
    from counterscore.cli.subject import society_for
    from counterscore.regime.load import Regime
    from counterscore.run.scenario import scenario_for

    rules = Regime.load(regime)
    scenario = scenario_for(rules, society_for(rules, society).without(*without), options)
    followed = within(follow, scenario.citizens)
    from counterscore.api import simulate  # after the checks: it is slow to import

    with Progress() as progress:
        result = simulate(
            scenario,
            threads=threads,
            follow=followed,
            out=out or _unused(f"{rules.id}-{scenario.society.id}-{scenario.citizens}-{scenario.seed}"),
            report=not no_report,
            progress=progress,
        )
    _print(result, form)


def _refuse_existing(out: Path | None) -> None:
    if out is not None and out.exists():
        raise click.BadParameter(f"{out} exists and is not overwritten; allowed: a new folder", param_hint="'--out'")


def _unused(name: str) -> Path:
    """Return runs/`name`, with a number appended if that folder exists."""
    runs = Path("runs")
    path, number = runs / name, 2
    while path.exists() or path.with_name(f"{path.name}.partial").exists():
        path, number = runs / f"{name}-{number}", number + 1
    return path


def _print(result: Run, form: str) -> None:
    from counterscore.cli import reports
    from counterscore.report.run.report import RunReport

    reports.show(RunReport(result), form)
    if form == "text":
        report = result.folder / reports.PAGE
        click.echo(f"open {report}" if report.exists() else f"written to {result.folder}")

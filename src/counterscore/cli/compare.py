"""`counterscore compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterscore.cli import reports
from counterscore.cli.options import CITIZENS, FOLDER, MONTHS, SEED, THREADS, YEARS, Whole, format_option

if TYPE_CHECKING:
    from counterscore.cli.progress import Progress
    from counterscore.report.comparison.report import ComparisonReport
    from counterscore.study.comparison.compare import Comparison
    from counterscore.study.comparison.related import RelatedStudies

SEEDS = Whole(1, 1000)
INTERRUPTED = 130


@click.command()
@click.argument("regime", default="citizen-score")
@click.argument("other", default="none")
@click.option("--society", help="Who lives under both: a name or a .toml file.  [default: the first regime's own]")
@click.option("--citizens", type=CITIZENS, default=20_000, show_default=True, help="How many people at the start.")
@click.option("--years", type=YEARS, help="How long.  [default: 10]")
@click.option("--months", type=MONTHS, help="How long, in months instead of years.")
@click.option("--seeds", type=SEEDS, default=8, show_default=True, help="How many lucks.")
@click.option("--people-seed", type=SEED, default=1, show_default=True, help="Makes the people.")
@click.option("--seed", type=SEED, default=1, show_default=True, help="The first luck.")
@click.option("--measure", "--measures", multiple=True, help="Measures, with commas or repeated.  [default: all]")
@click.option("--workers", type=THREADS, help="How many worlds at a time.  [default: all processors]")
@click.option("--out", type=FOLDER, help="The folder of results.  [default: one under studies/]")
@click.option("--images", is_flag=True, help="Write every picture as SVG and PNG besides.")
@click.option("--attribute", is_flag=True, help="Live without each clause too: which one carries what. Minutes.")
@click.option("--robust", is_flag=True, help="Draw other assumptions too: does it survive them? Some ten minutes.")
@click.option("--no-report", is_flag=True, help="Write the tables only, no report.html.")
@format_option
def compare(
    regime: str,
    other: str,
    society: str | None,
    citizens: int,
    years: int | None,
    months: int | None,
    seeds: int,
    people_seed: int,
    seed: int,
    measure: tuple[str, ...],
    workers: int | None,
    out: Path | None,
    images: bool,
    attribute: bool,
    robust: bool,
    no_report: bool,
    form: str,
) -> None:
    """Compare two regimes on the same people: who loses, who gains.

    REGIME and OTHER are names from `counterscore list` or .toml files. Differences are taken person by person and
    averaged over several lucks. An interrupted comparison goes on where it stopped.
    """
    if years is not None and months is not None:
        raise click.UsageError("--years and --months cannot both be given")
    from counterscore.cli.progress import Progress
    from counterscore.cli.subject import society_for
    from counterscore.regime.load import Regime

    first, second = Regime.load(regime), Regime.load(other)
    people, length = society_for(first, society), months or 12 * (years or 10)
    folder = out or Path("studies") / f"compare-{first.id}-{second.id}-{people.id}-{citizens}-{length}-{seed}"
    names = [name.strip() for word in measure for name in word.split(",") if name.strip()]
    try:
        with Progress() as progress:
            from counterscore.report.comparison.report import ComparisonReport
            from counterscore.study.comparison.compare import compare as study

            found = study(
                first, second, society=people, citizens=citizens, months=length, people_seed=people_seed, seed=seed,
                seeds=seeds, measures=names or None, workers=workers, out=folder, progress=progress,
            )  # fmt: skip
            verbs = [verb for verb, asked in (("attribute", attribute), ("robust", robust)) if asked]
            report = ComparisonReport(found, _related(found, folder, verbs, workers, progress))
            _write(report, folder, not no_report, images, progress)
    except KeyboardInterrupt:
        click.echo(f"counterscore: interrupted: what is done is kept in {folder}; the same command goes on", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    reports.show(report, form)
    reports.say_where(folder, form, page=not no_report)


def _related(
    comparison: Comparison, folder: Path, verbs: list[str], workers: int | None, progress: Progress
) -> RelatedStudies:
    """Make the studies that are asked for, in folders of their own, and return all that is known of the regime."""
    from importlib import import_module

    from counterscore.study import record
    from counterscore.study.comparison.related import related_studies

    for verb in verbs:
        work = getattr(import_module(f"counterscore.study.{verb}"), verb)
        made = work(
            comparison.first, comparison.society, people_seed=comparison.people_seed, seed=comparison.lucks[0],
            workers=workers, out=folder / verb, progress=progress,
        )  # fmt: skip
        record.write(made, folder / verb)
    return related_studies(comparison, folder)


def _write(report: ComparisonReport, folder: Path, page: bool, images: bool, progress: Progress) -> None:
    if page:
        lucks = len(report.comparison.lucks)
        progress(lucks, lucks, "writing the report")
    made = reports.write(report, folder, "compare.json", page=page)
    if made and images:
        from counterscore.report.page import images as files

        files.write(made.pictures, folder / "pictures")

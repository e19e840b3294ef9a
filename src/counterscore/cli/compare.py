"""`counterscore compare`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from counterscore.cli import reports
from counterscore.cli.options import (
    CITIZENS,
    FOLDER,
    MONTHS,
    POPULATIONS,
    SEED,
    SEEDS,
    THREADS,
    YEARS,
    format_option,
    refuse_two_lengths,
)  # fmt: skip
from counterscore.cli.studies import INTERRUPTED, named

if TYPE_CHECKING:
    from counterscore.cli.progress import Progress
    from counterscore.regime.load import Regime
    from counterscore.report.comparison.report import ComparisonReport
    from counterscore.run.scenario import Scenario, ScenarioOptions
    from counterscore.study.comparison.compare import Comparison
    from counterscore.study.comparison.related import RelatedStudies
    from counterscore.study.options import StudyOptions


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What to write about a comparison, and which related studies to run."""

    images: bool
    attribute: bool
    robust: bool
    tags: bool
    no_report: bool

    @property
    def verbs(self) -> list[str]:
        """Return the names of the studies to run."""
        return [verb for verb in ("attribute", "robust", "tags") if getattr(self, verb)]


@click.command()
@click.argument("regime", default="citizen-score")
@click.argument("other", default="none")
@click.option("--society", help="Society to simulate: a name or a .toml file.  [default: the first regime's own]")
@click.option("--citizens", type=CITIZENS, default=20_000, show_default=True, help="Number of people at the start.")
@click.option("--years", type=YEARS, help="Length in years.  [default: 10]")
@click.option("--months", type=MONTHS, help="Length in months instead of years.")
@click.option(
    "--populations", type=POPULATIONS, default=8, show_default=True, help="Number of populations to draw (replicates)."
)
@click.option("--seeds", type=SEEDS, default=2, show_default=True, help="Number of random seeds for each population.")
@click.option("--people-seed", type=SEED, default=1, show_default=True, help="People seed of the first population.")
@click.option("--seed", type=SEED, default=1, show_default=True, help="First random seed.")
@click.option(
    "--measure",
    "--measures",
    multiple=True,
    help="Measures, by commas or repeated.  [default: all that need no other world]",
)
@click.option("--workers", type=THREADS, help="Number of worlds to simulate at a time.  [default: one per processor]")
@click.option("--out", type=FOLDER, help="Folder for the results.  [default: one under studies/]")
@click.option("--images", is_flag=True, help="Also write every picture as SVG and PNG.")
@click.option("--attribute", is_flag=True, help="Also estimate which clause causes each effect (takes minutes).")
@click.option("--robust", is_flag=True, help="Also test the effects under other assumptions (takes about ten minutes).")
@click.option("--tags", is_flag=True, help="Also find out which effects were put in by a figure (takes minutes).")
@click.option("--no-report", is_flag=True, help="Do not write report.html.")
@format_option
def compare(
    regime: str,
    other: str,
    society: str | None,
    populations: int,
    seeds: int,
    measure: tuple[str, ...],
    workers: int | None,
    out: Path | None,
    form: str,
    **options: Any,
) -> None:
    """Compare two regimes on the same people: who loses, who gains.

    REGIME and OTHER are names from `counterscore list` or .toml files. Several populations of the society are
    drawn, and each is simulated under both regimes with several random seeds, so that intervals cover other populations
    like them. To resume an interrupted comparison, run the same command again. Everyone is synthetic.
    """
    refuse_two_lengths(options)
    wanted = _Wanted(**{name: options.pop(name) for name in _Wanted.__annotations__})
    from counterscore.cli.progress import Progress
    from counterscore.cli.subject import society_for
    from counterscore.regime.load import Regime
    from counterscore.run.scenario import scenario_for

    first, second = Regime.load(regime), Regime.load(other)
    scenario = scenario_for(first, society_for(first, society), cast("ScenarioOptions", options))
    folder = out or Path("studies") / _name(scenario, second)
    try:
        with Progress() as progress:
            from counterscore.report.comparison.report import ComparisonReport
            from counterscore.study.comparison.compare import compare as study

            found = study(
                scenario, second, populations=populations, seeds=seeds, measures=named(measure) or None,
                workers=workers, out=folder, progress=progress,
            )  # fmt: skip
            report = ComparisonReport(found, _related(found, folder, wanted.verbs, workers, progress))
            _write(report, folder, wanted, progress)
    except KeyboardInterrupt:
        click.echo(
            f"counterscore: interrupted: finished work is saved in {folder}; to resume, run the same command again",
            err=True,
        )
        raise click.exceptions.Exit(INTERRUPTED) from None
    reports.show(report, form)
    reports.say_where(folder, form, page=not wanted.no_report)


def _name(scenario: Scenario, second: Regime) -> str:
    words = ("compare", scenario.regime.id, second.id, scenario.society.id)
    return "-".join(map(str, (*words, scenario.citizens, scenario.months, scenario.seed)))


def _related(
    comparison: Comparison, folder: Path, verbs: list[str], workers: int | None, progress: Progress
) -> RelatedStudies:
    """Run the studies asked for, each in its own folder, and return all related studies of the first regime."""
    from importlib import import_module

    from counterscore.study import record
    from counterscore.study.comparison.related import related_studies

    for verb in verbs:
        work = getattr(import_module(f"counterscore.study.{verb}"), verb)
        made = work(
            comparison.first, comparison.scenario.society, people_seed=comparison.scenario.people_seed,
            seed=comparison.scenario.seed,
            workers=workers, out=folder / verb, progress=progress,
            **(_size(comparison) if verb == "tags" else {}),
        )  # fmt: skip
        record.write(made, folder / verb)
    return related_studies(comparison, folder)


def _size(comparison: Comparison) -> StudyOptions:
    """The size of the study of tags: measures and years of the comparison, with at most the usual number of people.

    A share of an effect needs fewer people than the share of people who lose.
    """
    from counterscore.study.setting import USUAL_CITIZENS

    of = comparison.scenario
    citizens, measures = min(of.citizens, USUAL_CITIZENS), [each.id for each in comparison.measures]
    return {"citizens": citizens, "years": max(1, of.months // 12), "measures": measures}


def _write(report: ComparisonReport, folder: Path, wanted: _Wanted, progress: Progress) -> None:
    if not wanted.no_report:
        done = len(report.comparison.replicates)
        progress(done, done, "writing the report")
    made = reports.write(report, folder, "compare.json", page=not wanted.no_report)
    if made and wanted.images:
        from counterscore.report.page import images as files

        files.write(made.pictures, folder / "pictures")

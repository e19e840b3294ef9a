"""`counterscore compare`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from counterscore.cli.options import (
    CITIZENS,
    FOLDER,
    MONTHS,
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
    from counterscore.run.scenario import Scenario, ScenarioOptions
    from counterscore.study.comparison.beside import Beside
    from counterscore.study.comparison.compare import Comparison


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What to write of a comparison, and which studies to make beside it."""

    images: bool
    attribute: bool
    robust: bool
    no_report: bool

    @property
    def verbs(self) -> list[str]:
        """The studies to make."""
        return [verb for verb in ("attribute", "robust") if getattr(self, verb)]


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
    seeds: int,
    measure: tuple[str, ...],
    workers: int | None,
    out: Path | None,
    form: str,
    **options: Any,
) -> None:
    """Compare two regimes on the same people: who loses, who gains.

    REGIME and OTHER are names from `counterscore list` or .toml files. Differences are taken person by person and
    averaged over several lucks. An interrupted comparison goes on where it stopped.
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
            from counterscore.study.comparison.compare import compare as study

            found = study(
                scenario, second, seeds=seeds, measures=named(measure) or None, workers=workers, out=folder,
                progress=progress,
            )  # fmt: skip
            beside = _beside(found, folder, wanted.verbs, workers, progress)
            _write(found, folder, beside, wanted, progress)
    except KeyboardInterrupt:
        click.echo(f"counterscore: interrupted: what is done is kept in {folder}; the same command goes on", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    _print(found, folder, beside, form, not wanted.no_report)


def _name(scenario: Scenario, second: Regime) -> str:
    words = ("compare", scenario.regime.id, second.id, scenario.society.id)
    return "-".join(map(str, (*words, scenario.citizens, scenario.months, scenario.seed)))


def _beside(found: Comparison, folder: Path, verbs: list[str], workers: int | None, progress: Progress) -> Beside:
    """Make the studies that are asked for, in folders of their own, and return all that is known of the regime."""
    from importlib import import_module

    from counterscore.study import record
    from counterscore.study.comparison.beside import known

    for verb in verbs:
        work = getattr(import_module(f"counterscore.study.{verb}"), verb)
        made = work(
            found.first, found.scenario.society, people_seed=found.scenario.people_seed, seed=found.scenario.seed,
            workers=workers, out=folder / verb, progress=progress,
        )  # fmt: skip
        record.write(made, folder / verb)
    return known(found, folder)


def _write(found: Comparison, folder: Path, beside: Beside, wanted: _Wanted, progress: Progress) -> None:
    import json

    from counterscore.study.comparison import told

    document = json.dumps(told.as_json(found, beside), indent=1) + "\n"
    (folder / "compare.json").write_text(document, encoding="utf-8")
    if not wanted.no_report:
        from counterscore.study.comparison import images as files
        from counterscore.study.comparison.report import write

        progress(len(found.seeds), len(found.seeds), "writing the report")
        page = write(found, folder / "report.html", beside)
        if wanted.images:
            files.write(page.figures, folder / "pictures")


def _print(found: Comparison, folder: Path, beside: Beside, form: str, report: bool) -> None:
    from counterscore.study.comparison import told

    if form == "json":
        click.echo((folder / "compare.json").read_text(encoding="utf-8"), nl=False)
        return
    click.echo(told.text(found, beside))
    click.echo(f"\nopen {folder / 'report.html'}" if report else f"\nwritten to {folder}")
